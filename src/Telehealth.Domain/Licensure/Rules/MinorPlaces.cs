using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.CheckIn;

namespace Telehealth.Domain.Licensure;

/// <summary>Where somebody may be, and on which date they are as young there as they may be.</summary>
public static class MinorPlaces
{
    public const string Outside = "OUTSIDE";

    private static readonly DateTimeZone FarthestWest = DateTimeZone.ForOffset(Offset.FromHours(-12));

    /// <summary>The stated place, and every other one where the device may be; none while no place is known.</summary>
    public static ImmutableArray<string> CandidatesOf(LocationAttestation? stated, DeviceLocation? device)
    {
        var place = stated switch
        {
            null or { Country: "US", State: null } => null,
            { Country: "US", State: { } state } => state,
            _ => Outside,
        };
        if (place is null) return [];
        return device is null || device.TooCoarse ? [place] : [.. device.Candidates.Where(c => DeviceRules.Counts(device, c)).Append(place).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The earliest local date of any of the state's zones.</summary>
    public static LocalDate EarliestDate(string state, Instant at) =>
        StateZones.Of(state) is { IsEmpty: false } zones ? zones.Min(z => at.InZone(z).Date) : at.InZone(FarthestWest).Date;
}
