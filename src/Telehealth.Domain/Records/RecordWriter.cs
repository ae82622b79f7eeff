using System.Security.Cryptography;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>Writes records v1: <c>v, stream, seq, prev, at, code, actor, subject, before, after, reasons, detail</c>, in this order.</summary>
internal static class RecordWriter
{
    public const int FormatVersion = 1;

    /// <summary>The bytes of one record of a visit; the same frame and entry always give the same.</summary>
    public static void Write(CanonicalWriter w, RecordFrame frame, VisitEntry entry)
    {
        Open(w, frame.Stream, frame.Seq, frame.Prev, frame.At, frame.Code, frame.Actor);
        w.Name("subject"u8);
        Write(w, frame.Subject);
        w.Name("before"u8).BeginObject().Field("phase"u8, frame.Before.Phase).Field("version"u8, frame.Before.Version).EndObject();
        w.Name("after"u8).BeginObject().Field("phase"u8, frame.After.Phase).Field("version"u8, frame.After.Version);
        Write(w, entry);
        w.EndObject().Field("reasons"u8, frame.Reasons).Field("detail"u8, frame.Detail).EndObject();
    }

    public static void Open(CanonicalWriter w, string stream, long seq, string? prev, NodaTime.Instant at, string code, RecordActor actor)
    {
        w.BeginObject().Field("v"u8, FormatVersion).Field("stream"u8, stream).Field("seq"u8, seq).Field("prev"u8, prev)
            .Field("at"u8, at).Field("code"u8, code).Name("actor"u8).BeginObject().Field("kind"u8, actor.Kind);
        if (actor.Id is { } id) w.Field("id"u8, id);
        if (actor.Role is { } role) w.Field("role"u8, role);
        w.EndObject();
    }

    /// <summary>Checks the size, hashes, and takes the bytes out of the writer.</summary>
    public static (ReadOnlyMemory<byte> Bytes, string Hash) Take(CanonicalWriter w, string code)
    {
        var bytes = w.Written;
        if (bytes.Length > CanonicalJson.MaxRecordBytes) throw new InvalidOperationException($"The record {code} is larger than a record may be.");
        return (bytes.ToArray(), HashOf(bytes));
    }

    /// <summary>Lower-case hex SHA-256.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The commitment to a detail: hex SHA-256 of the salt, then the plaintext.</summary>
    public static string Commit(SealedDetail detail)
    {
        if (detail.Salt.Length != 32) throw new InvalidOperationException("A detail's salt is 32 bytes.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(detail.Salt.Span);
        hash.AppendData(detail.Plaintext.Span);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }

    private static void Write(CanonicalWriter w, RecordSubject subject)
    {
        w.BeginObject();
        if (subject.Visit is { } visit) w.Field("visit"u8, visit.Value);
        if (subject.Patient is { } patient) w.Field("patient"u8, patient.Value);
        if (subject.Participant is { } participant) w.Field("participant"u8, participant.Value);
        if (subject.Staff is { } staff) w.Field("staff"u8, staff.Value);
        w.EndObject();
    }

    private static void Write(CanonicalWriter w, VisitEntry entry)
    {
        switch (entry)
        {
            case EventEntry e: EventWriter.Write(w, e.Event); break;
            case EvaluationEntry e: EvaluationFields.Write(w, e.Decision); break;
            case GrantEntry e:
                w.Field("participantId"u8, e.Terms.ParticipantId.Value).Field("role"u8, e.Terms.Role)
                    .Field("videoProvider"u8, e.Terms.Room.VideoProvider).Field("roomName"u8, e.Terms.Room.Name)
                    .Field("vendorRoomId"u8, e.Terms.Room.VendorRoomId).Field("basis"u8, e.Terms.Basis).Field("expiresAt"u8, e.Terms.ExpiresAt);
                break;
            case RefusalEntry e: w.Field("refusal"u8, e.Refusal.Code.ToWire()); break;
            default: throw new NotSupportedException($"{entry.GetType().Name} has no record");
        }
    }
}
