using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>Encodes one commit of a visit to its records v1, and decodes records back to what happened.</summary>
public static class VisitRecords
{
    /// <summary>Applies the decision's events to the visit and writes one record per entry, chained on <paramref name="head"/>.</summary>
    /// <param name="at">Never earlier than the stream's previous record; cut to whole microseconds.</param>
    /// <param name="newSalt">Gives 32 random bytes per call; called once per entry with a personal part.</param>
    /// <exception cref="InvalidOperationException">An entry does not fit into a record; nothing may be committed then.</exception>
    public static VisitCommit Encode(Visit before, VisitDecision decision, Actor actor, Instant at, RecordHead head, Func<byte[]> newSalt)
    {
        var whole = at.ToMicroseconds();
        var version = before.Version + (decision.Entries.Any(e => e is EventEntry) ? 1 : 0);
        var records = ImmutableArray.CreateBuilder<EncodedRecord>(decision.Entries.Length);
        var stream = StreamOf(before.Id);
        var state = before;

        using var writer = new CanonicalWriter();
        foreach (var decided in decision.Entries)
        {
            var entry = Kept(decided);
            var next = entry is EventEntry happened ? state.Apply(happened.Event, whole) : state;
            var detail = Seal(entry, newSalt);
            var frame = new RecordFrame(
                stream, head.Seq + 1, head.Hash, whole, RecordParts.CodeOf(entry), RecordParts.Of(actor, next),
                RecordParts.SubjectOf(entry, before.Id, next.PatientId), new(state.Phase, before.Version), new(next.Phase, version),
                RecordParts.ReasonsOf(entry), detail is null ? null : RecordWriter.Commit(detail));

            records.Add(Encode(writer, frame, entry, detail));
            head = new(frame.Seq, records[^1].Hash);
            state = next;
        }

        return new(state with { Version = version }, records.MoveToImmutable(), head);
    }

    public static string StreamOf(VisitId visit) => $"visit:{visit}";

    /// <summary>Reads one record of a visit. Events come without their personal part; <see cref="Open"/> adds it.</summary>
    /// <exception cref="RecordFormatException">These are not the bytes of a record that this program wrote.</exception>
    public static VisitRecord Decode(ReadOnlyMemory<byte> bytes) => VisitRecordReader.Read(bytes);

    /// <summary>The bytes that this record was read from, made again.</summary>
    public static byte[] Reencode(VisitRecord record)
    {
        using var writer = new CanonicalWriter();
        RecordWriter.Write(writer, record.Frame, record.Entry);
        return writer.Written.ToArray();
    }

    /// <summary>The record of an evaluation with its decision made again, from nothing but the evidence that it holds.</summary>
    /// <exception cref="ArgumentException">The record is not of an evaluation.</exception>
    public static VisitRecord Replay(VisitRecord record)
    {
        if (record.Entry is not EvaluationEntry { Decision: var was }) throw new ArgumentException("Only an evaluation can be replayed.", nameof(record));
        var again = new EvaluationEntry(LicensureEngine.Replay(was.Evidence, was.Purpose, was.Basis, was.ClinicianId, was.DecidedAt, was.RulesVersion));
        return record with { Entry = again, Frame = record.Frame with { Reasons = RecordParts.ReasonsOf(again) } };
    }

    /// <summary>The record with its event's personal part.</summary>
    /// <exception cref="RecordFormatException">The detail is not the one that the record commits to.</exception>
    public static VisitRecord Open(VisitRecord record, SealedDetail detail)
    {
        if (record.Frame.Detail != RecordWriter.Commit(detail)) throw new RecordFormatException("the detail is not the one that the record commits to");
        return record.Entry is EventEntry happened
            ? record with { Entry = new EventEntry(happened.Event with { Detail = PersonalDetailJson.Read(detail.Plaintext) }) }
            : record;
    }

    /// <summary>The visit that these records tell, in their order. It equals the state but for the details of records that were not opened.</summary>
    public static Visit Fold(IEnumerable<VisitRecord> records)
    {
        Visit? visit = null;
        foreach (var (frame, entry) in records)
        {
            visit ??= Visit.Unscheduled(frame.Subject.Visit ?? throw new RecordFormatException("the record names no visit"));
            if (entry is EventEntry happened) visit = visit.Apply(happened.Event, frame.At);
            visit = visit with { Version = frame.After.Version };
        }

        return visit ?? throw new RecordFormatException("there are no records");
    }

    private static VisitEntry Kept(VisitEntry entry) => entry is EventEntry happened && EventTimes.InMicroseconds(happened.Event) is var whole && whole != happened.Event
        ? new EventEntry(whole)
        : entry;

    private static SealedDetail? Seal(VisitEntry entry, Func<byte[]> newSalt) =>
        entry is EventEntry { Event.Detail: { } detail } ? new(newSalt(), PersonalDetailJson.Write(detail)) : null;

    private static EncodedRecord Encode(CanonicalWriter writer, RecordFrame frame, VisitEntry entry, SealedDetail? detail)
    {
        writer.Clear();
        RecordWriter.Write(writer, frame, entry);
        var (bytes, hash) = RecordWriter.Take(writer, frame.Code);
        return new(frame.Stream, frame.Seq, frame.At, frame.Code, hash, bytes, detail)
        {
            Actor = frame.Actor, Subject = frame.Subject, Refused = entry is RefusalEntry,
        };
    }
}
