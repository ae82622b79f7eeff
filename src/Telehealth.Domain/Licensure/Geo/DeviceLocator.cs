using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>
/// From a device's fix to the places where the person may be: the states whose outline, as far as the map may be off, meets the circle of
/// the fix's radius. Never the nearest state: abroad and on water there is none.
/// </summary>
public static class DeviceLocator
{
    /// <summary>A fix coarser than this counts as absent.</summary>
    public const double CoarsestMeters = 25_000;

    private const double FarthestBucket = 10_000;
    private const int AccuracyStep = 50;

    // Half of the Earth's girth: no radius says more.
    private const double WidestAccuracy = 20_037_500;

    private static readonly ImmutableArray<string> OnlyOutside = [DeviceLocation.Outside];
    private static readonly ImmutableArray<ImmutableArray<string>> OnlyState = [.. UsMap.Embedded.States.Select(s => ImmutableArray.Create(s))];
    private static readonly ImmutableArray<ImmutableArray<string>> OnlyRegion =
        [.. UsMap.Embedded.Regions.Select(r => r.Zones.Select(z => UsMap.Embedded.Zones[z]).ToImmutableArray())];

    /// <summary>Names the embedded map and its hash.</summary>
    public static string MapVersion => UsMap.Embedded.Version;

    /// <param name="latitude">WGS 84 degrees, -90 to 90.</param>
    /// <param name="longitude">WGS 84 degrees, -180 to 180.</param>
    /// <param name="accuracyMeters">95 % radius (W3C Geolocation), 0 or more.</param>
    /// <param name="at">When the fix was taken.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is none, or not on Earth.</exception>
    public static DeviceLocation Locate(double latitude, double longitude, double accuracyMeters, Instant at)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(latitude is >= -90 and <= 90, true, nameof(latitude));
        ArgumentOutOfRangeException.ThrowIfNotEqual(longitude is >= -180 and <= 180, true, nameof(longitude));
        ArgumentOutOfRangeException.ThrowIfNotEqual(accuracyMeters >= 0, true, nameof(accuracyMeters));

        return accuracyMeters > CoarsestMeters ? Coarse(accuracyMeters, at) : Locate(UsMap.Embedded, latitude, longitude, accuracyMeters, at);
    }

    private static DeviceLocation Locate(UsMap map, double latitude, double longitude, double accuracy, Instant at)
    {
        var inside = map.Containing(longitude, latitude);
        var around = new Surroundings(accuracy);
        map.LookAround(longitude, latitude, Math.Max(FarthestBucket, MapLine.BufferOf(LineKind.Other) + accuracy), ref around);
        var states = StatesOf(map, inside | around.Reached);
        var containing = inside == 0 ? 0 : StatesOf(map, inside);

        return new()
        {
            Candidates = Candidates(map, states, inside == 0 || around.National),
            Containing = containing == 0 ? null : map.States[System.Numerics.BitOperations.TrailingZeroCount(containing)],
            NearestBorder = BucketOf(inside == 0 ? around.Land : around.Border),
            AccuracyMeters = Rounded(accuracy),
            TooCoarse = false,
            Zones = Zones(map, inside | around.Reached | around.OtherClocks, states),
            NearShore = around.Shore,
            Coasts = states == 0 ? Coasts(map, longitude, latitude, accuracy) : [],
            MapVersion = map.Version,
            At = at,
        };
    }

    private static DeviceLocation Coarse(double accuracy, Instant at) => new()
    {
        Candidates = [],
        Containing = null,
        NearestBorder = DistanceBucket.Beyond,
        AccuracyMeters = Rounded(accuracy),
        TooCoarse = true,
        Zones = [],
        NearShore = false,
        MapVersion = MapVersion,
        At = at,
    };

    private static ImmutableArray<string> Candidates(UsMap map, ulong states, bool outside)
    {
        if (states == 0) return OnlyOutside;
        return !outside && ulong.IsPow2(states) ? OnlyState[System.Numerics.BitOperations.TrailingZeroCount(states)] : Names(map, states, outside);
    }

    private static ImmutableArray<string> Coasts(UsMap map, double longitude, double latitude, double accuracy)
    {
        var waters = new CoastalWaters(accuracy);
        map.LookAround(longitude, latitude, CoastalWaters.ReachOf(accuracy), ref waters);
        return Names(map, StatesOf(map, waters.Reached()), false);
    }

    private static ImmutableArray<string> Names(UsMap map, ulong states, bool outside)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < map.States.Length; i++) if ((states >> i & 1) != 0) names.Add(map.States[i]);
        if (outside) names.Add(DeviceLocation.Outside);
        names.Sort(StringComparer.Ordinal);
        return names.ToImmutable();
    }

    private static ImmutableArray<string> Zones(UsMap map, UInt128 regions, ulong states)
    {
        if (UInt128.IsPow2(regions)) return OnlyRegion[(int)UInt128.TrailingZeroCount(regions)];

        var zones = 0UL;
        for (var i = 0; i < map.Regions.Length; i++)
        {
            if ((regions >> i & 1) == 0 || (states >> map.Regions[i].State & 1) == 0) continue;
            foreach (var zone in map.Regions[i].Zones) zones |= 1UL << zone;
        }

        var names = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < map.Zones.Length; i++) if ((zones >> i & 1) != 0) names.Add(map.Zones[i]);
        return names.ToImmutable();
    }

    private static ulong StatesOf(UsMap map, UInt128 regions)
    {
        var states = 0UL;
        for (; regions != 0; regions &= regions - 1) states |= 1UL << map.Regions[(int)UInt128.TrailingZeroCount(regions)].State;
        return states;
    }

    private static DistanceBucket BucketOf(double meters) => meters switch
    {
        < 500 => DistanceBucket.Under500m,
        < 1_000 => DistanceBucket.Under1km,
        < 2_500 => DistanceBucket.Under2500m,
        < FarthestBucket => DistanceBucket.Under10km,
        _ => DistanceBucket.Beyond,
    };

    private static int Rounded(double accuracy) => (int)(Math.Ceiling(Math.Min(accuracy, WidestAccuracy) / AccuracyStep) * AccuracyStep);
}
