using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

/// <summary>A visit as one audience sees it. An absent member is not for this audience, or there is none.</summary>
public sealed record VisitView
{
    public required VisitId VisitId { get; init; }
    public required long Version { get; init; }
    public required VisitPhase Phase { get; init; }
    public VisitOutcome? Outcome { get; init; }
    public Disposition? Disposition { get; init; }
    public Instant? ClosedAt { get; init; }
    public required VisitKind Kind { get; init; }
    public required Modality Modality { get; init; }
    public required Instant StartsAt { get; init; }
    public required int DurationMinutes { get; init; }

    /// <summary>IANA zone in which times are told.</summary>
    public required string Zone { get; init; }

    public required Instant WaitingRoomOpensAt { get; init; }
    public required Instant IdentityOpensAt { get; init; }
    public Instant? ExpectedEnd { get; init; }
    public Instant? StartedAt { get; init; }
    public required ClinicContact Clinic { get; init; }
    public required MeView Me { get; init; }
    public ClinicianView? Clinician { get; init; }
    public required IReadOnlyList<ParticipantView> Participants { get; init; }
    public CheckInView? CheckIn { get; init; }
    public LineView? Line { get; init; }
    public HoldView? Hold { get; init; }
    public SinceView? LateNotice { get; init; }
    public ClaimView? Claim { get; init; }
    public UntilView? AdmitRequested { get; init; }
    public TransferView? Transfer { get; init; }
    public required SafetyView Safety { get; init; }
    public VisitId? ContinuedAs { get; init; }

    /// <summary>For the visit's staff only, as is all that follows.</summary>
    public PatientView? Patient { get; init; }

    public LicensureDecisionView? Decision { get; init; }
    public IReadOnlyList<AlertView>? Alerts { get; init; }
    public RoomView? Room { get; init; }
    public NoShowWho? NoShowOffer { get; init; }
    public long? LastMessageNumber { get; init; }
}

/// <param name="Kind"><c>Participant</c> or <c>Staff</c>.</param>
/// <param name="Role">A ParticipantRole or a staff role.</param>
public sealed record MeView(string Kind, ParticipantId? ParticipantId, string Role);

public sealed record ClinicianView(StaffId StaffId, string Name, string? Credentials, ClinicianStatus Status);

public sealed record ParticipantView(ParticipantId ParticipantId, ParticipantRole Role, ParticipantState State, string? Name, Presence Presence);

/// <param name="Place">The patient's own words; for the patient and the visit's staff.</param>
public sealed record CheckInView(
    Instant? CheckedInAt, bool Identity, bool Location, bool Consent, Instant? AttestedAt, Instant? ReaffirmDueAt, PlaceView? Place);

public sealed record PlaceView(string Country, string? State, string? City, string? Line, string? PostalCode, string? Landmark);

/// <param name="By"><c>Clinician</c> or <c>Patient</c>.</param>
public sealed record HoldView(Instant Since, string By);

public sealed record SinceView(Instant Since);

public sealed record UntilView(Instant Until);

public sealed record ClaimView(StaffId StaffId, string Name, Instant Until);

public sealed record TransferView(StaffId FromStaffId, StaffId ToStaffId, string ToName, Instant OfferedAt, string? Note);

public sealed record SafetyView(bool Open, ConcernId? ConcernId, bool? Acknowledged, Instant? RaisedAt, bool StaffConnected);

/// <param name="VideoProvider"><c>peer</c> or <c>twilio</c>.</param>
public sealed record RoomView(string VideoProvider);

/// <param name="Code">SCREAMING_SNAKE.</param>
public sealed record AlertView(string Code, Instant Since);

/// <summary>What the visit's staff see of the patient. Personal.</summary>
public sealed record PatientView
{
    public required PatientId PatientId { get; init; }
    public required string Name { get; init; }
    public LocalDate? BirthDate { get; init; }

    /// <summary>Whole years today, on the visit's local date.</summary>
    public int? Age { get; init; }

    public required bool Minor { get; init; }
    public MinorBasis? MinorBasis { get; init; }

    /// <summary>The guardian whose own consent the basis is.</summary>
    public ParticipantId? MinorGuardianId { get; init; }

    /// <summary>The bases that the rules know at this age in every place where the patient may be; absent for adults, and while age or place is unknown.</summary>
    public IReadOnlyList<MinorBasis>? MinorOffered { get; init; }

    /// <summary>That guardian's identity was verified; absent on every other basis.</summary>
    public bool? GuardianVerified { get; init; }

    public string? PreferredLanguage { get; init; }
    public string? CallbackPhone { get; init; }
    public DeclineReason? CallbackPhoneDeclined { get; init; }
    public EmergencyContact? EmergencyContact { get; init; }
    public DeclineReason? EmergencyContactDeclined { get; init; }
    public bool? PrivateSpace { get; init; }
    public IReadOnlyList<OtherPerson>? OthersPresent { get; init; }
    public DeviceView? Device { get; init; }
    public required bool IdentityConfirmed { get; init; }
    public required bool JoinedFromAnotherDevice { get; init; }

    /// <summary><c>Self</c>, <c>Guardian</c> or <c>ByStaff</c>.</summary>
    public string? CheckedInBy { get; init; }
}

/// <summary>Each <c>ok</c>, <c>denied</c>, <c>missing</c> or <c>failed</c>.</summary>
public sealed record DeviceView(string Camera, string Microphone, string Speaker)
{
    public static DeviceView? Of(DeviceCheck? check) => check is null ? null : new(Word(check.Camera), Word(check.Microphone), Word(check.Speaker));

    private static string Word(DeviceState state) => state switch
    {
        DeviceState.Ok => "ok",
        DeviceState.Denied => "denied",
        DeviceState.Missing => "missing",
        DeviceState.Failed => "failed",
    };
}
