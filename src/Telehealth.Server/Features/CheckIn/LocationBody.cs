using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>Where the patient is right now, in their own words.</summary>
public sealed record LocationBody
{
    private const int LongestLine = 200;

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public required string Country { get; init; }

    /// <summary>With <c>US</c> a USPS code, upper case; absent means "I'm not sure". Absent with any other country.</summary>
    public string? State { get; init; }

    public PostalAddress? Address { get; init; }

    /// <summary>Where there is no address.</summary>
    public string? Landmark { get; init; }

    /// <summary>The device's own fix.</summary>
    public CoordinatesBody? Coordinates { get; init; }

    internal StatedLocation ToStated() => new(Country, State, Address, Landmark, Coordinates?.ToCoordinates());

    internal RefusalView? Check() =>
        !IsCountry(Country) || !IsState() ? RefusalView.Of(RefusalCode.Invalid, "The country or the state is not one that is known.")
        : TooLong(Landmark) || TooLong(Address?.Line) || TooLong(Address?.City) || TooLong(Address?.PostalCode) ? RefusalView.Of(RefusalCode.TooLarge)
        : Coordinates is { IsPossible: false } ? RefusalView.Of(RefusalCode.Invalid, "The coordinates are not on Earth.")
        : null;

    // Never trimmed or case-folded: what cannot be read exactly is not guessed at.
    private bool IsState() => State is null || (Country is "US" && StateZones.Of(State).Length > 0);

    private static bool IsCountry(string code) => code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'];

    private static bool TooLong(string? text) => text?.Length > LongestLine;
}

/// <summary>WGS 84 degrees and metres (95 % radius).</summary>
public sealed record CoordinatesBody
{
    public required double Latitude { get; init; }
    public required double Longitude { get; init; }
    public required double AccuracyMeters { get; init; }

    internal bool IsPossible => Latitude is >= -90 and <= 90 && Longitude is >= -180 and <= 180 && AccuracyMeters is >= 0 and <= 50_000_000;

    internal Coordinates ToCoordinates() => new(Latitude, Longitude, AccuracyMeters);
}
