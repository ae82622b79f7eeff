using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>How far it is to the nearest line of a state or of the country; from where no state is, to the nearest state.</summary>
public enum DistanceBucket { Under500m, Under1km, Under2500m, Under10km, Beyond }

/// <summary>
/// What a device's fix says about the place, without the fix: no coordinate can be had from it. It is what a visit keeps and a record
/// holds. It corroborates or contradicts what was attested, and by itself never names one state where a border is near.
/// </summary>
public sealed record DeviceLocation
{
    public const string Outside = "OUTSIDE";

    /// <summary>Every place the person may be in, in ordinal order: USPS codes and <c>OUTSIDE</c>; empty exactly when <see cref="TooCoarse"/>.</summary>
    public required ImmutableArray<string> Candidates { get; init; }

    /// <summary>The state whose outline contains the point; null on water, abroad and off the simplified shore.</summary>
    public required string? Containing { get; init; }

    public required DistanceBucket NearestBorder { get; init; }

    /// <summary>The fix's 95 % radius, rounded up to 50 m.</summary>
    public required int AccuracyMeters { get; init; }

    /// <summary>The radius is over 25 km: the fix says nothing and counts as absent.</summary>
    public required bool TooCoarse { get; init; }

    /// <summary>IANA zones of the counties it may be in, in ordinal order, in all candidate states together; empty when unknown.</summary>
    public required ImmutableArray<string> Zones { get; init; }

    /// <summary>A shore is near: the outlines are simplified there, so that "no state" proves nothing.</summary>
    public required bool NearShore { get; init; }

    /// <summary>
    /// Where <see cref="Candidates"/> is <c>OUTSIDE</c> alone, the states off whose coast the point may be, up to twelve nautical miles: USPS codes in
    /// ordinal order. They are no candidates, but there the map cannot tell a boat or a lost islet from the open sea.
    /// </summary>
    public ImmutableArray<string> Coasts { get; init; } = [];

    /// <summary>Names the map that was looked at, with its hash.</summary>
    public required string MapVersion { get; init; }

    /// <summary>When the fix was taken.</summary>
    public required Instant At { get; init; }

    public bool Equals(DeviceLocation? other) => other is not null
        && Candidates.AsSpan().SequenceEqual(other.Candidates.AsSpan()) && Zones.AsSpan().SequenceEqual(other.Zones.AsSpan())
        && Coasts.AsSpan().SequenceEqual(other.Coasts.AsSpan())
        && (Containing, NearestBorder, AccuracyMeters, TooCoarse, NearShore, MapVersion, At)
            == (other.Containing, other.NearestBorder, other.AccuracyMeters, other.TooCoarse, other.NearShore, other.MapVersion, other.At);

    public override int GetHashCode() => HashCode.Combine(Containing, NearestBorder, AccuracyMeters, NearShore, MapVersion, At);
}
