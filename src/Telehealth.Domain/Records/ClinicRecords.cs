using NodaTime;

namespace Telehealth.Domain.Records;

/// <summary>What happened outside any visit: to staff, authorities, links, patients; a read; a refusal at the door.</summary>
/// <param name="Code">Past tense; ends in <c>Refused</c> for a no.</param>
/// <param name="Subject">Opaque ids by what they name: <c>visit</c>, <c>patient</c>, <c>participant</c>, <c>staff</c>, <c>authority</c>, <c>link</c>.</param>
/// <param name="After">Non-personal fields; a value is a string, a whole number, a bool (written as 1 or 0), a list of strings, or null.</param>
/// <param name="Reasons">Stable codes, for a no.</param>
/// <param name="Detail">The personal part, to which the record only commits.</param>
public sealed record ClinicEntry(
    string Code, IReadOnlyDictionary<string, string> Subject, IReadOnlyDictionary<string, object?>? After = null,
    IReadOnlyList<string>? Reasons = null, IReadOnlyDictionary<string, string>? Detail = null);

/// <summary>Encodes records v1 of streams outside visits; nested keys are in ordinal order.</summary>
public static class ClinicRecords
{
    /// <summary>One record of the chain <c>clinic:{area}</c>.</summary>
    public static (EncodedRecord Record, RecordHead Head) Encode(string area, ClinicEntry entry, Actor actor, Instant at, RecordHead head, Func<byte[]> newSalt)
    {
        var record = Encode($"clinic:{area}", head.Seq + 1, head.Hash, entry, actor, at, newSalt);
        return (record, new(record.Seq, record.Hash));
    }

    /// <summary>One record outside any chain, of <c>reads:{area}</c> or <c>door:{area}</c>: its <c>seq</c> is 0 and its <c>prev</c> null.</summary>
    public static EncodedRecord EncodeUnchained(string stream, ClinicEntry entry, Actor actor, Instant at, Func<byte[]> newSalt) =>
        Encode(stream, 0, null, entry, actor, at, newSalt);

    private static EncodedRecord Encode(string stream, long seq, string? prev, ClinicEntry entry, Actor actor, Instant at, Func<byte[]> newSalt)
    {
        var detail = entry.Detail is { Count: > 0 } personal ? new SealedDetail(newSalt(), Plaintext(personal)) : null;
        var who = RecordParts.Of(actor, null);
        var whole = at.ToMicroseconds();

        using var w = new CanonicalWriter();
        RecordWriter.Open(w, stream, seq, prev, whole, entry.Code, who);
        w.Name("subject"u8).BeginObject();
        foreach (var (name, id) in Sorted(entry.Subject)) w.Name(name).Value(id);
        w.EndObject().Name("before"u8).Null().Name("after"u8);
        if (entry.After is null) w.Null();
        else Write(w, entry.After);
        w.Field("reasons"u8, entry.Reasons ?? []).Field("detail"u8, detail is null ? null : RecordWriter.Commit(detail)).EndObject();

        var (bytes, hash) = RecordWriter.Take(w, entry.Code);
        return new(stream, seq, whole, entry.Code, hash, bytes, detail)
        {
            Actor = who,
            Subject = SubjectOf(entry.Subject),
            Refused = entry.Code.EndsWith(RecordParts.RefusedEnding, StringComparison.Ordinal),
        };
    }

    private static void Write(CanonicalWriter w, IReadOnlyDictionary<string, object?> fields)
    {
        w.BeginObject();
        foreach (var (name, value) in Sorted(fields))
        {
            w.Name(name);
            switch (value)
            {
                case null: w.Null(); break;
                case string text: w.Value(text); break;
                case long number: w.Value(number); break;
                case int number: w.Value(number); break;
                case bool flag: w.Value(flag ? 1 : 0); break;
                case IEnumerable<string> texts: WriteAll(w, texts); break;
                default: throw new ArgumentException($"The field {name} is of a kind that records do not have.");
            }
        }

        w.EndObject();
    }

    private static void WriteAll(CanonicalWriter w, IEnumerable<string> texts)
    {
        w.BeginArray();
        foreach (var text in texts) w.Value(text);
        w.EndArray();
    }

    private static byte[] Plaintext(IReadOnlyDictionary<string, string> personal)
    {
        using var w = new CanonicalWriter();
        w.BeginObject();
        foreach (var (name, text) in Sorted(personal)) w.Name(name).Value(text);
        w.EndObject();
        return w.Written.ToArray();
    }

    private static IOrderedEnumerable<KeyValuePair<string, T>> Sorted<T>(IReadOnlyDictionary<string, T> fields) => fields.OrderBy(f => f.Key, StringComparer.Ordinal);

    private static RecordSubject SubjectOf(IReadOnlyDictionary<string, string> ids)
    {
        Guid? Id(string name) => ids.TryGetValue(name, out var text) && Guid.TryParseExact(text, "D", out var id) ? id : null;
        return new(
            Id("visit") is { } visit ? new VisitId(visit) : null,
            Id("patient") is { } patient ? new PatientId(patient) : null,
            Id("participant") is { } participant ? new ParticipantId(participant) : null,
            Id("staff") is { } staff ? new StaffId(staff) : null);
    }
}
