using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>One planned encounter: the fold of its events and the consistency boundary. Immutable.</summary>
public sealed record Visit
{
    public required VisitId Id { get; init; }

    /// <summary>Plus one per committed command that changed the visit; 0 before it was scheduled.</summary>
    public long Version { get; init; }

    public PatientId PatientId { get; init; }
    public StaffId? ClinicianId { get; init; }
    public VisitKind Kind { get; init; }
    public Instant StartsAt { get; init; }
    public Duration Planned { get; init; }

    /// <summary>IANA zone in which the visit's times are told to people.</summary>
    public string Zone { get; init; } = "Etc/UTC";

    public VisitId? ContinuesVisit { get; init; }
    public VisitId? ContinuedAs { get; init; }
    public Instant ScheduledAt { get; init; }
    public bool OpenedEarly { get; init; }
    public ImmutableArray<Participant> Participants { get; init; } = [];

    /// <summary>The Patient's, whoever stated it; null means unknown, and unknown means no.</summary>
    public LocationAttestation? Attestation { get; init; }

    /// <summary>How many places were stated on this visit; never goes back, even when what was stated is taken as unknown.</summary>
    public int AttestationsStated { get; init; }

    /// <summary>The last that the patient's device told; a new statement without one does not undo it.</summary>
    public DeviceLocation? Device { get; init; }

    /// <summary>When a device was last found in another state than before.</summary>
    public Instant? MovedAt { get; init; }

    /// <summary>The last that the patient's clock and network hinted at.</summary>
    public WeakSignals? Signals { get; init; }

    public LocationConfirmation? Confirmation { get; init; }

    /// <summary>The last that each clinician chose.</summary>
    public ImmutableArray<ExemptionChoice> Exemptions { get; init; } = [];

    /// <summary>The last that each clinician said of their own place.</summary>
    public ImmutableArray<ClinicianPlace> ClinicianPlaces { get; init; } = [];

    /// <summary>What this visit has used of limited authorities.</summary>
    public ImmutableArray<UsedAuthority> UsedAuthorities { get; init; } = [];

    public MinorBasis? MinorBasis { get; init; }

    /// <summary>The guardian whose own consent the basis is; null for every other basis, and where a clinician recorded their word.</summary>
    public ParticipantId? MinorGuardianId { get; init; }

    public GuardianVerification? GuardianVerification { get; init; }
    public bool IdentityConfirmed { get; init; }
    public bool CheckInWasRefused { get; init; }
    public bool PatientEverWaited { get; init; }
    public Instant? PatientLeftWaitingAt { get; init; }
    public Instant? CallbackRequestedAt { get; init; }
    public Instant? ClinicianOpenedAt { get; init; }
    public Claim? Claim { get; init; }
    public Instant? AdmitRequestedUntil { get; init; }
    public VisitRoom? Room { get; init; }

    /// <summary>When Patient and Clinician were first admitted together.</summary>
    public Instant? StartedAt { get; init; }

    public Instant? ExpectedEnd { get; init; }
    public Instant? HeldSince { get; init; }

    /// <summary>The lawful starts that a continuation continues, one per clinician: at which attestation, and when last decided as a start.</summary>
    public ImmutableArray<LawfulStart> LawfulStarts { get; init; } = [];

    public Transfer? Transfer { get; init; }
    public Modality Modality { get; init; }
    public ImmutableArray<SafetyConcern> SafetyConcerns { get; init; } = [];
    public ImmutableArray<RaisedAlert> Alerts { get; init; } = [];
    public Closing? Closing { get; init; }

    /// <summary>The personal part; blank where records were folded without their details.</summary>
    public VisitDetails Details { get; init; } = VisitDetails.None;

    public VisitOutcome? Outcome => Closing?.Outcome;

    /// <summary>The first that fits (rules.md, Phases and outcomes).</summary>
    public VisitPhase Phase =>
        Closing is not null ? VisitPhase.Closed
        : HeldSince is not null ? VisitPhase.OnHold
        : StartedAt is not null ? VisitPhase.InProgress
        : Patient?.State is ParticipantState.Waiting ? VisitPhase.Waiting
        : VisitPhase.Scheduled;

    public Instant PlannedEnd => StartsAt + Planned;
    public Participant? Patient => Participants.FirstOrDefault(p => p.Role is ParticipantRole.Patient);

    /// <summary>The participant of the visit's present clinician.</summary>
    public Participant? Clinician => ClinicianId is { } id ? Participants.FirstOrDefault(p => p.StaffId == id) : null;

    /// <summary>Whose identity was verified is whose consent the basis is.</summary>
    public bool GuardianVerified => GuardianVerification is { } verified && verified.GuardianId == MinorGuardianId;

    public SafetyConcern? OpenConcern => SafetyConcerns.FirstOrDefault(c => c.ResolvedAt is null);
    public LawfulStart? LawfulStartOf(StaffId clinician) => LawfulStarts.FirstOrDefault(s => s.ClinicianId == clinician);
    public bool Alerted(VisitAlert alert) => Alerts.Any(a => a.Alert == alert);
    public Participant? Find(ParticipantId id) => Participants.FirstOrDefault(p => p.Id == id);

    /// <summary>A visit before its first event.</summary>
    public static Visit Unscheduled(VisitId id) => new() { Id = id };
}

/// <summary>A clinician made sure who the guardian is.</summary>
public sealed record GuardianVerification(ParticipantId? GuardianId, GuardianIdMethod Method, Instant At, StaffId? By = null);

/// <summary>A clinician's short hold on a waiting patient while the video room is made.</summary>
public sealed record Claim(StaffId ClinicianId, Instant At, Instant Until);

/// <summary>Our media room; replaceable, the visit is not.</summary>
/// <param name="VendorRoomId">The vendor's id, null for the peer-to-peer provider.</param>
public sealed record VisitRoom(string VideoProvider, string Name, string? VendorRoomId);

public sealed record LawfulStart(StaffId ClinicianId, int AttestationSequence, string State, Instant At);

/// <param name="Location">A USPS code or <c>OUTSIDE</c>.</param>
public sealed record ClinicianPlace(StaffId ClinicianId, string Location, Instant At);

public sealed record UsedAuthority(StaffId ClinicianId, AuthorityId AuthorityId, string State, LocalDate FirstDay, LocalDate LastDay);

public sealed record Transfer(StaffId From, StaffId To, Instant OfferedAt);

public sealed record SafetyConcern(ConcernId Id, Instant RaisedAt)
{
    public StaffId? AcknowledgedBy { get; init; }
    public Instant? AcknowledgedAt { get; init; }
    public Instant? ResolvedAt { get; init; }
    public SafetyOutcome? Outcome { get; init; }
}

public sealed record RaisedAlert(VisitAlert Alert, Instant At);

/// <summary>How the visit closed; <paramref name="Outcome"/> may be corrected, <paramref name="FirstOutcome"/> never changes.</summary>
public sealed record Closing(VisitOutcome Outcome, VisitOutcome FirstOutcome, Instant At, Disposition? Disposition, CancelledBy? CancelledBy);

/// <summary>Everything personal that the visit's events said, latest value each.</summary>
public sealed record VisitDetails
{
    public static VisitDetails None { get; } = new();
    public PostalAddress? Address { get; init; }
    public string? Landmark { get; init; }
    public string? CallbackPhone { get; init; }
    public DeclineReason? CallbackPhoneDeclined { get; init; }
    public EmergencyContact? EmergencyContact { get; init; }
    public DeclineReason? EmergencyContactDeclined { get; init; }
    public DeclineReason? AddressDeclined { get; init; }
    public ImmutableArray<OtherPerson> OthersPresent { get; init; } = [];
    public bool? PrivateSpace { get; init; }
    public ImmutableSortedDictionary<Guid, string> GuestNames { get; init; } = ImmutableSortedDictionary<Guid, string>.Empty;
    public string? TransferNote { get; init; }
    public string? EndNote { get; init; }
}
