using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>What the second engine looks at besides: the device, the clinician's own place and word, and other states that the patient may be in.</summary>
public sealed record WiderEvidence
{
    /// <summary>Which engine decided; 2 is the first that wrote this.</summary>
    public required int Engine { get; init; }

    public required WiderNumbers Numbers { get; init; }

    /// <summary>As told; whether it is fresh enough to be looked at is the engine's to say.</summary>
    public DeviceLocation? Device { get; init; }

    public WeakSignals? Signals { get; init; }

    /// <summary>The device's clock does not show the time of any zone that the patient may be in.</summary>
    public bool TimeZoneDiffers { get; init; }

    public Instant? MovedAt { get; init; }
    public string? ClinicianLocation { get; init; }

    /// <summary>The patient gave a street address with the statement.</summary>
    public bool HasAddress { get; init; }

    public LocationConfirmation? Confirmation { get; init; }
    public ExemptionChoice? Exemption { get; init; }
    public bool EmergencyContactAsked { get; init; }

    /// <summary>Last day of the rules that allow controlled substances by video to the clinician's profession, once it is near or past; null otherwise.</summary>
    public LocalDate? FlexibilityEndsOn { get; init; }

    /// <summary>States besides the attested one that the device may be in, with their dates; in ordinal order.</summary>
    public ImmutableArray<CandidateEvidence> Others { get; init; } = [];
}

/// <param name="DeviceMaxAgeSeconds">At a start, a device's location older than this is no evidence.</param>
/// <param name="RuleStaleAfterDays">A rule whose source was read longer ago warns.</param>
/// <param name="EncumberedWarns">An encumbered licence warns instead of denying.</param>
public sealed record WiderNumbers(long DeviceMaxAgeSeconds, int RuleStaleAfterDays, bool EncumberedWarns);

/// <summary>A state that the patient may be in although another was stated.</summary>
public sealed record CandidateEvidence(string State, bool Served, ImmutableArray<ZoneDates> Dates);
