using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.CheckIn;

/// <summary>Who said where the patient is.</summary>
public enum StatedBy { Patient, Guardian, ByStaff }

public enum DeviceState { Ok, Denied, Missing, Failed }

public enum DeclineReason { NoPhone, PrefersNotToSay, Unsafe, Other }

public enum IdentityMethod { BirthDate, GuestName, ByStaff, Carried }

/// <summary>Result of the device check; a missing camera never blocks.</summary>
public sealed record DeviceCheck(DeviceState Camera, DeviceState Microphone, DeviceState Speaker);

public sealed record PostalAddress(string Line, string City, string PostalCode);

public sealed record EmergencyContact(string Name, string Phone, string Relationship);

public sealed record OtherPerson(string Name, string Relationship);

/// <summary>The device's own fix, degrees WGS 84 and metres (95 % radius, W3C Geolocation).</summary>
public sealed record Coordinates(double Latitude, double Longitude, double AccuracyMeters);

/// <summary>A fix to two decimals, about a kilometre, in whole hundredths of a degree; kept only where the clinic chose to.</summary>
public sealed record ApproximatePlace(int LatitudeHundredths, int LongitudeHundredths)
{
    public static ApproximatePlace Of(Coordinates fix) => new(Hundredths(fix.Latitude), Hundredths(fix.Longitude));

    private static int Hundredths(double degrees) => (int)Math.Round(degrees * 100, MidpointRounding.AwayFromZero);
}

/// <summary>Where the patient says they are: ISO 3166-1 alpha-2 country and, in the US, a USPS code; <c>US</c> without a state means "I'm not sure".</summary>
public sealed record StatedLocation(string Country, string? State, PostalAddress? Address, string? Landmark, Coordinates? Coordinates)
{
    /// <summary>What is left of the device's fix once the door has reduced it; null where none was given.</summary>
    public DeviceLocation? Device { get; init; }

    /// <summary>What the device's clock and the network hint at; null where nothing was told.</summary>
    public WeakSignals? Signals { get; init; }
}

/// <summary>The patient's stated place for this visit, without what would identify a home.</summary>
/// <param name="Sequence">Counts attestations on this visit from 1.</param>
/// <param name="At">When it was stated, or last reaffirmed.</param>
public sealed record LocationAttestation(int Sequence, string Country, string? State, StatedBy StatedBy, NodaTime.Instant At, bool HasAddress);
