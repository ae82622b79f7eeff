using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Doors.Calls;

/// <summary>WGS 84 degrees and metres (95 % radius).</summary>
public sealed record CoordinatesBody
{
    public required double Latitude { get; init; }
    public required double Longitude { get; init; }
    public required double AccuracyMeters { get; init; }

    internal bool IsPossible => Latitude is >= -90 and <= 90 && Longitude is >= -180 and <= 180 && AccuracyMeters is >= 0 and <= 50_000_000;

    /// <summary>What goes on from here: no fix, but the places it may be in.</summary>
    internal DeviceLocation Reduce(Instant at) => DeviceLocator.Locate(Latitude, Longitude, AccuracyMeters, at);

    /// <summary>The fix to two decimals, for the clinic that keeps it.</summary>
    internal Coordinates Coarsened() => new(Math.Round(Latitude, 2), Math.Round(Longitude, 2), Math.Ceiling(AccuracyMeters));
}
