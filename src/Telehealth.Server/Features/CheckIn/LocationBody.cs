using NodaTime;
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

    /// <summary>The device's own fix; reduced to the states it may be in before anything else looks at it.</summary>
    public CoordinatesBody? Coordinates { get; init; }

    /// <summary>IANA id of the device's clock, such as <c>America/Denver</c>. A weak hint: it can only warn, and one that is not known is left out.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The device's fix ends here: what is stated carries the places it may be in.</summary>
    internal StatedLocation ToStated(Visitor visitor, Instant now, bool keepCoordinates) =>
        new(Country, State, Address, Landmark, keepCoordinates ? Coordinates?.Coarsened() : null) { Device = Coordinates?.Reduce(now), Signals = SignalsOf(visitor.Network) };

    internal RefusalView? Check() =>
        !IsCountry(Country) || !IsState() ? RefusalView.Of(RefusalCode.Invalid, "The country or the state is not one that is known.")
        : TooLong(TimeZone) || TooLong(Landmark) || TooLong(Address?.Line) || TooLong(Address?.City) || TooLong(Address?.PostalCode) ? RefusalView.Of(RefusalCode.TooLarge)
        : Coordinates is { IsPossible: false } ? RefusalView.Of(RefusalCode.Invalid, "The coordinates are not on Earth.")
        : null;

    private WeakSignals? SignalsOf(NetworkHint? network)
    {
        var zone = TimeZone is { } told ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(told)?.Id : null;
        return zone is null && network is null ? null : new(network?.Region, network?.Anonymizer ?? false, zone);
    }

    // Never trimmed or case-folded: what cannot be read exactly is not guessed at.
    private bool IsState() => State is null || (Country is "US" && StateZones.Of(State).Length > 0);

    private static bool IsCountry(string code) => code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'];

    private static bool TooLong(string? text) => text?.Length > LongestLine;
}
