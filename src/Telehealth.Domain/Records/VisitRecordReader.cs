using System.Text.Json;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>Reads records of visits, every format version that was ever written.</summary>
internal static class VisitRecordReader
{
    public static VisitRecord Read(ReadOnlyMemory<byte> bytes)
    {
        if (CanonicalJson.Problem(bytes.Span) is { } problem) throw new RecordFormatException(problem);
        using var document = JsonDocument.Parse(bytes);
        if (document.RootElement.ValueKind is not JsonValueKind.Object) throw new RecordFormatException("not an object");

        var root = new FieldReader(document.RootElement);
        var record = root.Long("v") switch
        {
            RecordWriter.FormatVersion => ReadV1(root),
            _ => throw new RecordFormatException("a format version that this program does not know"),
        };

        // Whatever is spelt, ordered or added otherwise is not what was written.
        return VisitRecords.Reencode(record).AsSpan().SequenceEqual(bytes.Span)
            ? record
            : throw new RecordFormatException("fields out of order, or that do not belong there");
    }

    private static VisitRecord ReadV1(FieldReader root)
    {
        var after = root.Object("after");
        var code = root.Text("code");
        var frame = new RecordFrame(
            root.Text("stream"), root.Long("seq"), root.Text("prev"), root.Time("at"), code, Actor(root.Object("actor")),
            Subject(root.Object("subject")), Standing(root.Object("before")), Standing(after), root.Texts("reasons"), root.TextOrNull("detail"));
        return new(frame, Entry(code, after));
    }

    private static VisitEntry Entry(string code, FieldReader after) => code switch
    {
        RecordParts.Evaluated => new EvaluationEntry(EvaluationFields.Read(after)),
        RecordParts.Granted => new GrantEntry(new(
            new(after.Id("participantId")), after.Enum<ParticipantRole>("role"),
            new(after.Text("videoProvider"), after.Text("roomName"), after.TextOrNull("vendorRoomId")),
            after.Enum<GrantBasis>("basis"), after.Time("expiresAt"))),
        _ when EventReader.Read(code, after) is { } happened => new EventEntry(happened),
        _ when code.EndsWith(RecordParts.RefusedEnding, StringComparison.Ordinal) =>
            new RefusalEntry(code, new(after.Wire<RefusalCode>("refusal"))),
        _ => throw new RecordFormatException($"the code '{code}' is not known"),
    };

    private static RecordActor Actor(FieldReader r) =>
        new(r.Enum<ActorKind>("kind"), r.Has("id") ? r.Id("id") : null, r.Has("role") ? r.Text("role") : null);

    private static RecordSubject Subject(FieldReader r) => new(
        r.Has("visit") ? new VisitId(r.Id("visit")) : null,
        r.Has("patient") ? new PatientId(r.Id("patient")) : null,
        r.Has("participant") ? new ParticipantId(r.Id("participant")) : null,
        r.Has("staff") ? new StaffId(r.Id("staff")) : null);

    private static VisitStanding Standing(FieldReader r) => new(r.Enum<VisitPhase>("phase"), r.Long("version"));
}
