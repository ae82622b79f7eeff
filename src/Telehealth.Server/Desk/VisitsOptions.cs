using System.ComponentModel.DataAnnotations;
using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Desk;

/// <summary>Settings of section <c>Visits</c>: the numbers of the rules of a visit. A change of one is another version of the rules in force.</summary>
internal sealed class VisitsOptions : IValidatableObject
{
    public const string Section = "Visits";

    /// <summary>Oldest statement of the patient's place with which a visit may start, in minutes. Default 30; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int AttestationMaxAgeMinutes { get; set; } = 30;

    /// <summary>Age in minutes at which the waiting page asks whether the patient is still there; less than AttestationMaxAgeMinutes. Default 20; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int AttestationAskAtMinutes { get; set; } = 20;

    /// <summary>Minutes before the start at which the link lets people say who they are and test their device. Default 1440; 0 to 43200.</summary>
    [Range(0, 43200)]
    public int IdentityOpensBeforeMinutes { get; set; } = 1440;

    /// <summary>Minutes before the start at which the waiting room opens by itself. Default 30; 0 to 1440.</summary>
    [Range(0, 1440)]
    public int WaitingRoomOpensBeforeMinutes { get; set; } = 30;

    /// <summary>Seconds for which a clinician who admits holds the patient while the room is made. Default 120; 10 to 900.</summary>
    [Range(10, 900)]
    public int ClaimSeconds { get; set; } = 120;

    /// <summary>Seconds for which an admit waits for the patient to confirm their place. Default 120; 10 to 900.</summary>
    [Range(10, 900)]
    public int AdmitRequestSeconds { get; set; } = 120;

    /// <summary>Seconds without a connection after which a person is away; more than ReconnectingSeconds. Default 120; 10 to 3600.</summary>
    [Range(10, 3600)]
    public int AwaySeconds { get; set; } = 120;

    /// <summary>Seconds after a lost connection for which a person is reconnecting. Default 30; 1 to 3600.</summary>
    [Range(1, 3600)]
    public int ReconnectingSeconds { get; set; } = 30;

    /// <summary>Minutes on hold after which resuming asks for the patient's place again. Default 30; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int HoldReasksMinutes { get; set; } = 30;

    /// <summary>Minutes on hold after which the clinician is reminded. Default 5; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int HoldNudgeMinutes { get; set; } = 5;

    /// <summary>Minutes on hold after which the front desk is told. Default 15; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int HoldFrontDeskMinutes { get; set; } = 15;

    /// <summary>Minutes after the start at which the board shows that the clinician is late. Default 5; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int ClinicianLateBoardMinutes { get; set; } = 5;

    /// <summary>Minutes after the start at which the patient is told that the clinician is late. Default 10; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int ClinicianLatePatientMinutes { get; set; } = 10;

    /// <summary>Minutes after the start at which the front desk gets an item about a late clinician. Default 15; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int ClinicianLateFrontDeskMinutes { get; set; } = 15;

    /// <summary>Minutes after the start from which the clinician may mark that the patient did not come. Default 15; 0 to 1440.</summary>
    [Range(0, 1440)]
    public int NoShowOfferedMinutes { get; set; } = 15;

    /// <summary>Minutes for which the clinician must have been present before that. Default 10; 0 to 1440.</summary>
    [Range(0, 1440)]
    public int NoShowClinicianPresentMinutes { get; set; } = 10;

    /// <summary>Minutes after the planned end at which a visit that nobody came to closes by itself. Default 30; 0 to 1440.</summary>
    [Range(0, 1440)]
    public int NoShowAutomaticMinutes { get; set; } = 30;

    /// <summary>Minutes after the start from which a patient who gives up waiting was missed by the clinic. Default 10; 0 to 1440.</summary>
    [Range(0, 1440)]
    public int ClinicNoShowLeftMinutes { get; set; } = 10;

    /// <summary>Minutes after the planned end at which a visit with nothing but refusals closes as refused. Default 120; 0 to 1440.</summary>
    [Range(0, 1440)]
    public int RefusedMinutes { get; set; } = 120;

    /// <summary>Minutes after the expected end from which a visit that everybody left may close as abandoned. Default 120; 0 to 1440.</summary>
    [Range(0, 1440)]
    public int AbandonedAfterEndMinutes { get; set; } = 120;

    /// <summary>Minutes for which nobody must have been connected before that. Default 60; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int AbandonedNobodyMinutes { get; set; } = 60;

    /// <summary>Seconds for which the visit's clinician must be absent before another may take over. Default 120; 0 to 3600.</summary>
    [Range(0, 3600)]
    public int TakeOverAbsentSeconds { get; set; } = 120;

    /// <summary>Seconds after which a safety concern that nobody acknowledged is escalated. Default 60; 10 to 3600.</summary>
    [Range(10, 3600)]
    public int SafetyEscalatesSeconds { get; set; } = 60;

    /// <summary>Hours for which the visit's clinician may correct its outcome; an Admin may later. Default 72; 0 to 8760.</summary>
    [Range(0, 8760)]
    public int OutcomeCorrectableHours { get; set; } = 72;

    /// <summary>Minutes by which an overrun that nears midnight or the end of an authority is warned of ahead. Default 15; 0 to 240.</summary>
    [Range(0, 240)]
    public int ExpiryWarningMinutes { get; set; } = 15;

    /// <summary>Minutes past the expected end for which a video token lasts. Default 60; 0 to 240.</summary>
    [Range(0, 240)]
    public int TokenGraceMinutes { get; set; } = 60;

    /// <summary>Shortest life of a video token, in minutes. Default 90; 5 to 480.</summary>
    [Range(5, 480)]
    public int TokenAtLeastMinutes { get; set; } = 90;

    /// <summary>Minutes for which a grant under an open safety concern lasts. Default 30; 5 to 120.</summary>
    [Range(5, 120)]
    public int SafetyContinuationMinutes { get; set; } = 30;

    /// <summary>Minutes after a visit closed at which its participants' sessions end. Default 15; 0 to 1440.</summary>
    [Range(0, 1440)]
    public int SessionsEndMinutes { get; set; } = 15;

    /// <summary>Seconds after which a rule of time that was kept back is looked at again. Default 60; 1 to 3600.</summary>
    [Range(1, 3600)]
    public int LookAgainSeconds { get; set; } = 60;

    /// <summary>Days for which an authority's check at its source stays good. Default 180; 1 to 3650.</summary>
    [Range(1, 3650)]
    public int AuthorityVerifiedWithinDays { get; set; } = 180;

    /// <summary>Days before its end at which an authority is said to end soon. Default 30; 0 to 365.</summary>
    [Range(0, 365)]
    public int AuthorityExpiringWithinDays { get; set; } = 30;

    /// <summary>Minutes for which the location that a patient's device told is evidence at a start. Default 10; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int DeviceLocationMaxAgeMinutes { get; set; } = 10;

    /// <summary>Days after which a rule whose source was not read again warns. Default 180; 1 to 3650.</summary>
    [Range(1, 3650)]
    public int RulesReadWithinDays { get; set; } = 180;

    /// <summary>Whether a licence that carries a restriction or is on probation warns instead of denying. Default false.</summary>
    public bool EncumberedWarns { get; set; }

    /// <summary>With an open safety concern, whether the same two people may go on although the licensure check turned to no. Default false.</summary>
    public bool SafetyContinuationAllowed { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AttestationAskAtMinutes >= AttestationMaxAgeMinutes) yield return new($"Visits:{nameof(AttestationAskAtMinutes)} must be less than {nameof(AttestationMaxAgeMinutes)}.");
        if (ReconnectingSeconds >= AwaySeconds) yield return new($"Visits:{nameof(ReconnectingSeconds)} must be less than {nameof(AwaySeconds)}.");
    }

    public VisitPolicy ToPolicy() => new()
    {
        AttestationMaxAge = Duration.FromMinutes(AttestationMaxAgeMinutes),
        AttestationAskAt = Duration.FromMinutes(AttestationAskAtMinutes),
        IdentityOpensBefore = Duration.FromMinutes(IdentityOpensBeforeMinutes),
        WaitingRoomOpensBefore = Duration.FromMinutes(WaitingRoomOpensBeforeMinutes),
        ClaimLasts = Duration.FromSeconds(ClaimSeconds),
        AdmitRequestLasts = Duration.FromSeconds(AdmitRequestSeconds),
        AwayAfter = Duration.FromSeconds(AwaySeconds),
        ReconnectingFor = Duration.FromSeconds(ReconnectingSeconds),
        HoldReasksAfter = Duration.FromMinutes(HoldReasksMinutes),
        HoldNudgeAfter = Duration.FromMinutes(HoldNudgeMinutes),
        HoldFrontDeskAfter = Duration.FromMinutes(HoldFrontDeskMinutes),
        ClinicianLateBoardAfter = Duration.FromMinutes(ClinicianLateBoardMinutes),
        ClinicianLatePatientAfter = Duration.FromMinutes(ClinicianLatePatientMinutes),
        ClinicianLateFrontDeskAfter = Duration.FromMinutes(ClinicianLateFrontDeskMinutes),
        NoShowOfferedAfter = Duration.FromMinutes(NoShowOfferedMinutes),
        NoShowNeedsClinicianPresent = Duration.FromMinutes(NoShowClinicianPresentMinutes),
        NoShowAutomaticAfterEnd = Duration.FromMinutes(NoShowAutomaticMinutes),
        ClinicNoShowLeftAfterStart = Duration.FromMinutes(ClinicNoShowLeftMinutes),
        RefusedAfterEnd = Duration.FromMinutes(RefusedMinutes),
        AbandonedAfterExpectedEnd = Duration.FromMinutes(AbandonedAfterEndMinutes),
        AbandonedNobodyFor = Duration.FromMinutes(AbandonedNobodyMinutes),
        TakeOverAbsentFor = Duration.FromSeconds(TakeOverAbsentSeconds),
        SafetyEscalatesAfter = Duration.FromSeconds(SafetyEscalatesSeconds),
        OutcomeCorrectableByClinician = Duration.FromHours(OutcomeCorrectableHours),
        ExpiryWarning = Duration.FromMinutes(ExpiryWarningMinutes),
        TokenGrace = Duration.FromMinutes(TokenGraceMinutes),
        TokenAtLeast = Duration.FromMinutes(TokenAtLeastMinutes),
        SafetyContinuationLasts = Duration.FromMinutes(SafetyContinuationMinutes),
        SessionsEndAfterClosed = Duration.FromMinutes(SessionsEndMinutes),
        LookAgainAfter = Duration.FromSeconds(LookAgainSeconds),
        AuthorityVerifiedWithinDays = AuthorityVerifiedWithinDays,
        AuthorityExpiringWithinDays = AuthorityExpiringWithinDays,
        DeviceLocationMaxAge = Duration.FromMinutes(DeviceLocationMaxAgeMinutes),
        RulesReadWithinDays = RulesReadWithinDays,
        EncumberedWarns = EncumberedWarns,
        SafetyContinuationAllowed = SafetyContinuationAllowed,
    };
}
