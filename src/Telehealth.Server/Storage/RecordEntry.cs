using System.Text.Json;
using Telehealth.Domain.Records;

namespace Telehealth.Server.Storage;

/// <summary>A record and the columns by which it is found, all read back from its own bytes.</summary>
internal sealed record RecordEntry(
    EncodedRecord Record, Guid? VisitId, Guid? PatientId, string ActorKind, Guid? ActorId, Guid? ParticipantId, Guid? StaffId, bool Refused)
{
    public static RecordEntry Of(EncodedRecord record)
    {
        using var json = JsonDocument.Parse(record.Bytes);
        var actor = json.RootElement.GetProperty("actor");
        var subject = json.RootElement.GetProperty("subject");
        return new(
            record, Id(subject, "visit"), Id(subject, "patient"), actor.GetProperty("kind").GetString()!, Id(actor, "id"),
            Id(subject, "participant"), Id(subject, "staff"), record.Code.EndsWith("Refused", StringComparison.Ordinal));
    }

    private static Guid? Id(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.TryGetGuid(out var id) ? id : null;
}
