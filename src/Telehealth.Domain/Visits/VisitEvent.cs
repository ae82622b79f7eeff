using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>
/// Something that happened to a visit. The type's name is its code on the wire and in the record; its properties are the record's
/// fields, so they hold no personal data, and their names and order are frozen once written (Records/golden files).
/// </summary>
public abstract record VisitEvent
{
    /// <summary>The personal part, kept apart; null when there is none or when it was not opened.</summary>
    public PersonalDetail? Detail { get; init; }

    public string Code => GetType().Name;
}

// Scheduling
public sealed record VisitScheduled(PatientId PatientId, StaffId? ClinicianId, VisitKind Kind, Instant StartsAt, int DurationMinutes, string Zone, VisitId? ContinuesVisit) : VisitEvent;
public sealed record VisitRescheduled(Instant StartsAt, int DurationMinutes) : VisitEvent;
public sealed record VisitReassigned(StaffId? From, StaffId To) : VisitEvent;
public sealed record WaitingRoomOpened : VisitEvent;
public sealed record VisitCancelled(CancelledBy By, CancelReason Reason, VisitId? DuplicateOf) : VisitEvent;
public sealed record ParticipantInvited(ParticipantId ParticipantId, ParticipantRole Role, StaffId? StaffId) : VisitEvent;

// Identity and check-in
/// <summary>The person behind a link passed identification; <paramref name="NewDevice"/> when another device had been identified before.</summary>
public sealed record ParticipantIdentified(ParticipantId ParticipantId, IdentityMethod Method, bool NewDevice) : VisitEvent;
public sealed record LocationAttested(ParticipantId ParticipantId, int Sequence, string Country, string? State, StatedBy StatedBy, bool HasAddress) : VisitEvent;

/// <summary>Where the patient's device said it is, as far as it is kept.</summary>
public sealed record DeviceLocated(ParticipantId ParticipantId, DeviceLocation Device) : VisitEvent;

/// <summary>What the patient's clock and network hint at, told when it is new.</summary>
public sealed record WeakSignalsTold(ParticipantId ParticipantId, string? IpRegion, bool IpAnonymizer, string? TimeZone) : VisitEvent;
public sealed record LocationReaffirmed(ParticipantId ParticipantId, StatedBy StatedBy) : VisitEvent;
public sealed record ConsentGiven(ParticipantId ParticipantId, string Version, string Language, string? State, string TextHash) : VisitEvent;
/// <summary>The arrival act is complete: the participant is Waiting.</summary>
public sealed record ParticipantCheckedIn(ParticipantId ParticipantId, StatedBy Source, DeviceCheck Device, int OthersPresent) : VisitEvent;

/// <summary>The check-in of the visit that this one continues: the participant is Waiting, and the place is as old as it was stated.</summary>
public sealed record CheckInCarried(ParticipantId ParticipantId, VisitId FromVisit, Instant LocationStatedAt, StatedBy Source, DeviceCheck? Device) : VisitEvent
{
    /// <summary>Since when the consent stands that is carried along; absent from records of before it was kept.</summary>
    public Instant? ConsentGivenAt { get; init; }
}
public sealed record CheckInRefused(ParticipantId ParticipantId) : VisitEvent;
public sealed record WaitingRoomLeft(ParticipantId ParticipantId, LeaveReason Reason) : VisitEvent;
public sealed record CallbackRequested(ParticipantId ParticipantId) : VisitEvent;
public sealed record MinorBasisRecorded(MinorBasis Basis, ParticipantId? GuardianId) : VisitEvent;
/// <summary>Nothing of this person's consent is left; what rested on it alone neither.</summary>
public sealed record ConsentWithdrawn(ParticipantId ParticipantId) : VisitEvent;
public sealed record GuardianIdentityVerified(ParticipantId? GuardianId, GuardianIdMethod Method, StaffId By) : VisitEvent;
public sealed record IdentityConfirmed(StaffId By) : VisitEvent;

/// <summary>A clinician made sure of the patient's place with them.</summary>
/// <param name="AttestationSequence">Of the statement that was confirmed.</param>
public sealed record LocationConfirmed(StaffId By, int AttestationSequence, ConfirmationMethod Method) : VisitEvent;

/// <summary>A clinician relies on this authority of theirs for this visit and said why.</summary>
public sealed record ExemptionChosen(StaffId By, AuthorityId AuthorityId, JustificationReason Reason, PatientScope Relationship) : VisitEvent;

/// <summary>Where a clinician said they sit: a USPS code or <c>OUTSIDE</c>.</summary>
public sealed record ClinicianLocated(StaffId ClinicianId, string Location) : VisitEvent;

/// <summary>A start rested on a limited authority; counted against its limit.</summary>
/// <param name="FirstDay">In the patient's local date.</param>
/// <param name="LastDay">At the expected end.</param>
public sealed record AuthorityUsed(StaffId ClinicianId, AuthorityId AuthorityId, string State, LocalDate FirstDay, LocalDate LastDay) : VisitEvent;
public sealed record WrongPersonReported(ParticipantId ParticipantId) : VisitEvent;

// Admission
public sealed record ClinicianOpened(StaffId ClinicianId) : VisitEvent;
/// <param name="RoomName">Opaque and random; the vendor's create-or-fetch goes by it.</param>
public sealed record PatientClaimed(StaffId ClinicianId, string VideoProvider, string RoomName, Instant Until) : VisitEvent;
public sealed record AdmitRequested(StaffId ClinicianId, Instant Until) : VisitEvent;
public sealed record ClaimReleased(StaffId ClinicianId, ClaimReleaseReason Reason) : VisitEvent;
public sealed record PatientAdmitted(StaffId ClinicianId, string? VendorRoomId, Instant ExpectedEnd) : VisitEvent;
public sealed record ParticipantAdmitted(ParticipantId ParticipantId) : VisitEvent;
public sealed record ParticipantHeld(ParticipantId ParticipantId) : VisitEvent;
public sealed record ParticipantLeft(ParticipantId ParticipantId) : VisitEvent;
public sealed record ParticipantReturned(ParticipantId ParticipantId) : VisitEvent;
public sealed record ParticipantRemoved(ParticipantId ParticipantId) : VisitEvent;

// In the visit
public sealed record VisitHeld : VisitEvent;
public sealed record VisitResumed(Instant ExpectedEnd) : VisitEvent;
public sealed record TransferOffered(StaffId From, StaffId To) : VisitEvent;
public sealed record TransferWithdrawn(StaffId From, StaffId To, StaffId By) : VisitEvent;
public sealed record TransferAccepted(StaffId From, StaffId To, Instant ExpectedEnd) : VisitEvent;
public sealed record VisitTakenOver(StaffId From, StaffId To, Instant? ExpectedEnd) : VisitEvent;

/// <summary>A running visit was decided again as a start and allowed (a reported move, local midnight, a long hold); later continuations count from here.</summary>
public sealed record ContinuationRenewed(StaffId ClinicianId, int AttestationSequence, string State) : VisitEvent;

/// <summary>A grant was given on the one named exception; stands in the review queue.</summary>
public sealed record SafetyContinuationUsed(ParticipantId ParticipantId, ConcernId ConcernId) : VisitEvent;
public sealed record VisitRoomReplaced(string VideoProvider, string RoomName, string? VendorRoomId) : VisitEvent;
/// <param name="StatedAt">When the clinician says that it changed; null means when it was recorded.</param>
public sealed record ModalityChanged(Modality From, Modality To, Instant? StatedAt = null) : VisitEvent;
public sealed record SafetyConcernRaised(ConcernId ConcernId) : VisitEvent;
public sealed record SafetyConcernAcknowledged(ConcernId ConcernId, StaffId By) : VisitEvent;
public sealed record SafetyConcernResolved(ConcernId ConcernId, StaffId By, SafetyOutcome Outcome) : VisitEvent;
public sealed record AlertRaised(VisitAlert Alert) : VisitEvent;
public sealed record AlertCleared(VisitAlert Alert) : VisitEvent;

// Closing
public sealed record VisitEnded(Disposition Disposition) : VisitEvent;
public sealed record NoShowMarked(NoShowWho Who) : VisitEvent;
public sealed record VisitRefused : VisitEvent;
public sealed record VisitClosedByRule(ClosingRule Rule) : VisitEvent;
public sealed record OutcomeCorrected(VisitOutcome From, VisitOutcome To) : VisitEvent;
public sealed record VisitContinued(VisitId NewVisit) : VisitEvent;

/// <summary>The patient was erased: what the visit knew of people is gone, what happened stays.</summary>
public sealed record PersonalDetailsErased : VisitEvent;
