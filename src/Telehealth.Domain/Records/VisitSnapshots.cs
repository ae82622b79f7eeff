using System.Buffers;
using System.Text.Json;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>
/// The whole visit, personal part included, in one value: a cache of its fold, so that a visit loads in one row. Unlike a record it may be
/// written anew at any time, and what an older program did not write reads as unset.
/// </summary>
public static class VisitSnapshots
{
    private const int UsualBytes = 2_048;

    public static byte[] Write(Visit visit)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualBytes);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        SnapshotWriter.Write(writer, visit);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="RecordFormatException">Not a snapshot.</exception>
    public static Visit Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Filled(JsonSerializer.Deserialize(bytes, SnapshotJson.Default.Visit) ?? throw new RecordFormatException("the snapshot is empty"));
        }
        catch (JsonException fault)
        {
            throw new RecordFormatException("the snapshot cannot be read", fault);
        }
    }

    /// <summary>Members that the JSON left out come back as nothing at all, initializers or not.</summary>
    private static Visit Filled(Visit visit) => visit with
    {
        Zone = visit.Zone ?? "Etc/UTC",
        Participants = visit.Participants.IsDefault ? [] : visit.Participants,
        Exemptions = visit.Exemptions.IsDefault ? [] : visit.Exemptions,
        ClinicianPlaces = visit.ClinicianPlaces.IsDefault ? [] : visit.ClinicianPlaces,
        UsedAuthorities = visit.UsedAuthorities.IsDefault ? [] : visit.UsedAuthorities,
        Device = visit.Device is { Coasts.IsDefault: true } device ? device with { Coasts = [] } : visit.Device,
        LawfulStarts = visit.LawfulStarts.IsDefault ? [] : visit.LawfulStarts,
        SafetyConcerns = visit.SafetyConcerns.IsDefault ? [] : visit.SafetyConcerns,
        Alerts = visit.Alerts.IsDefault ? [] : visit.Alerts,
        Details = visit.Details is null ? VisitDetails.None : visit.Details with
        {
            OthersPresent = visit.Details.OthersPresent.IsDefault ? [] : visit.Details.OthersPresent,
            GuestNames = visit.Details.GuestNames ?? VisitDetails.None.GuestNames,
        },
    };
}
