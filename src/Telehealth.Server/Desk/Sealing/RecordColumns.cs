using System.Text.Json;
using Telehealth.Domain.LogSearch;
using Telehealth.Domain.Records;
using Telehealth.Ledger;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>The columns beside a record's bytes are an index over them and nothing else: they say what the bytes say.</summary>
internal static class RecordColumns
{
    /// <returns>What differs, in plain words; null when nothing does.</returns>
    public static string? ProblemOf(RecordRow row)
    {
        if (CanonicalJson.Problem(row.Bytes) is { } spelling) return $"its bytes are not those of a record: {spelling}";
        if (RecordPrefix.Read(row.Bytes) is not { } prefix) return "its bytes do not begin like a record";
        try
        {
            var facts = RecordFactsReader.Read(row.Bytes);
            return row.Hash != RecordHash.Of(row.Bytes) ? Differs("hash")
                : (row.Stream, row.Seq) != (prefix.Stream, prefix.Seq) ? Differs("place in its stream")
                : row.At != RecordFactsReader.TimeOf(row.Bytes) ? Differs("time")
                : row.Code != facts.Facets.Code ? Differs("code")
                : (row.VisitId?.Value, row.PatientId?.Value, row.StaffId?.Value) != (facts.Visit, facts.Patient, facts.Staff) || row.ParticipantId?.Value != ParticipantOf(row.Bytes) ? Differs("subject")
                : (row.ActorKind, row.ActorId) != (facts.Facets.ActorKind, facts.Actor) ? Differs("actor")
                : row.Refused != facts.Facets.Outcome is RecordOutcome.Refused ? Differs("mark of a refusal")
                : null;
        }
        catch (Exception wrong) when (wrong is RecordFormatException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            return $"its bytes are not those of a record: {wrong.Message}";
        }
    }

    private static string Differs(string what) => $"its {what} in the table is not the one in its bytes";

    private static Guid? ParticipantOf(byte[] bytes)
    {
        using var record = JsonDocument.Parse(bytes);
        return record.RootElement.GetProperty("subject").TryGetProperty("participant", out var id) && Guid.TryParseExact(id.GetString(), "D", out var participant) ? participant : null;
    }
}
