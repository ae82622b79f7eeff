using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>Midnight where the patient sits, in the first of the state's zones that reaches it.</summary>
internal static class LocalMidnight
{
    public static bool Passed(string? state, Instant since, Instant now) => now >= Next(state, since);

    /// <summary>The first local midnight after this instant; UTC's for a state without zones, which no visit starts in.</summary>
    public static Instant Next(string? state, Instant after)
    {
        var zones = StateZones.Of(state);
        return zones.IsEmpty ? Next(DateTimeZone.Utc, after) : zones.Min(z => Next(z, after));
    }

    private static Instant Next(DateTimeZone zone, Instant after) => zone.AtStartOfDay(after.InZone(zone).Date.PlusDays(1)).ToInstant();
}
