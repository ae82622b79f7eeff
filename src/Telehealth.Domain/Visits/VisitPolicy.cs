using NodaTime;

namespace Telehealth.Domain.Visits;

/// <summary>Every number of rules.md, with its default. A clinic may change them; the shape of the rules it may not.</summary>
public sealed record VisitPolicy
{
    public static VisitPolicy Default { get; } = new();

    /// <summary>A start needs an attestation at most this old.</summary>
    public Duration AttestationMaxAge { get; init; } = Duration.FromMinutes(30);

    /// <summary>The waiting page asks "still there?" at this age.</summary>
    public Duration AttestationAskAt { get; init; } = Duration.FromMinutes(20);

    public Duration IdentityOpensBefore { get; init; } = Duration.FromHours(24);
    public Duration WaitingRoomOpensBefore { get; init; } = Duration.FromMinutes(30);
    public Duration ClaimLasts { get; init; } = Duration.FromMinutes(2);
    public Duration AdmitRequestLasts { get; init; } = Duration.FromMinutes(2);
    public Duration AwayAfter { get; init; } = Duration.FromMinutes(2);
    public Duration ReconnectingFor { get; init; } = Duration.FromSeconds(30);
    public Duration HoldReasksAfter { get; init; } = Duration.FromMinutes(30);
    public Duration HoldNudgeAfter { get; init; } = Duration.FromMinutes(5);
    public Duration HoldFrontDeskAfter { get; init; } = Duration.FromMinutes(15);
    public Duration ClinicianLateBoardAfter { get; init; } = Duration.FromMinutes(5);
    public Duration ClinicianLatePatientAfter { get; init; } = Duration.FromMinutes(10);
    public Duration ClinicianLateFrontDeskAfter { get; init; } = Duration.FromMinutes(15);
    public Duration NoShowOfferedAfter { get; init; } = Duration.FromMinutes(15);
    public Duration NoShowNeedsClinicianPresent { get; init; } = Duration.FromMinutes(10);
    public Duration NoShowAutomaticAfterEnd { get; init; } = Duration.FromMinutes(30);
    public Duration ClinicNoShowLeftAfterStart { get; init; } = Duration.FromMinutes(10);
    public Duration RefusedAfterEnd { get; init; } = Duration.FromHours(2);
    public Duration AbandonedAfterExpectedEnd { get; init; } = Duration.FromHours(2);
    public Duration AbandonedNobodyFor { get; init; } = Duration.FromMinutes(60);
    public Duration TakeOverAbsentFor { get; init; } = Duration.FromMinutes(2);
    public Duration SafetyEscalatesAfter { get; init; } = Duration.FromSeconds(60);
    public Duration OutcomeCorrectableByClinician { get; init; } = Duration.FromHours(72);
    public Duration ExpiryWarning { get; init; } = Duration.FromMinutes(15);
    public Duration TokenGrace { get; init; } = Duration.FromMinutes(60);
    public Duration TokenAtLeast { get; init; } = Duration.FromMinutes(90);
    public Duration SafetyContinuationLasts { get; init; } = Duration.FromMinutes(30);
    public Duration SessionsEndAfterClosed { get; init; } = Duration.FromMinutes(15);

    /// <summary>A rule of time that was due but is kept back by who is connected is looked at again after this.</summary>
    public Duration LookAgainAfter { get; init; } = Duration.FromMinutes(1);

    public int AuthorityVerifiedWithinDays { get; init; } = 180;
    public int AuthorityExpiringWithinDays { get; init; } = 30;

    /// <summary>At a start, the device's location counts as evidence at most this long.</summary>
    public Duration DeviceLocationMaxAge { get; init; } = Duration.FromMinutes(10);

    public int RulesReadWithinDays { get; init; } = 180;

    /// <summary>An encumbered licence warns instead of denying.</summary>
    public bool EncumberedWarns { get; init; }

    /// <summary>Off until an Admin turns it on (rules.md, Starts and continuations).</summary>
    public bool SafetyContinuationAllowed { get; init; }
}
