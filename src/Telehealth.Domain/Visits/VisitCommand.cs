using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>One intent on one visit. Ids and random names that a decision needs arrive in the command, so that deciding stays pure.</summary>
public abstract record VisitCommand
{
    /// <summary>What a refused command's record is called.</summary>
    public string RefusedCode => GetType().Name + "Refused";

    public string Name => GetType().Name;
}

public sealed record InvitedParticipant(ParticipantId Id, ParticipantRole Role, StaffId? StaffId, string? GuestName);

// Scheduling
public sealed record ScheduleVisit(
    PatientId PatientId, StaffId? ClinicianId, VisitKind Kind, Instant StartsAt, int DurationMinutes, string Zone,
    VisitId? ContinuesVisit, ImmutableArray<InvitedParticipant> Participants) : VisitCommand
{
    /// <summary>The closed visit that this one continues, for ContinueAs: its check-in is carried, its decision is not.</summary>
    public Visit? CarriedFrom { get; init; }
}

public sealed record RescheduleVisit(Instant StartsAt, int? DurationMinutes) : VisitCommand;
public sealed record ReassignVisit(StaffId ClinicianId, ParticipantId NewParticipantId) : VisitCommand;
public sealed record OpenWaitingRoom : VisitCommand;
public sealed record CancelVisit(CancelledBy By, CancelReason Reason, VisitId? DuplicateOf) : VisitCommand;
public sealed record InviteParticipant(InvitedParticipant Participant) : VisitCommand;
public sealed record ContinueAs(VisitId NewVisit) : VisitCommand;

// Identity and check-in
public sealed record IdentifyParticipant(ParticipantId ParticipantId, IdentityMethod Method, bool NewDevice) : VisitCommand
{
    /// <summary>What a guest typed as their name; goes to the event's detail. Null for everyone else.</summary>
    public string? GuestName { get; init; }
}

public sealed record OfferedConsent(string Version, string Language, string? State, string TextHash, bool Accepted);

/// <param name="CallbackPhone">Exactly one of value and decline reason for phone and emergency contact, else CHECK_IN_INCOMPLETE.</param>
public sealed record CheckInPatient(
    StatedLocation Location, OfferedConsent Consent, string? CallbackPhone, DeclineReason? CallbackPhoneDeclined,
    EmergencyContact? EmergencyContact, DeclineReason? EmergencyContactDeclined, DeclineReason? AddressDeclined,
    ImmutableArray<OtherPerson> OthersPresent, bool PrivateSpace, StatedBy StatedBy, DeviceCheck Device) : VisitCommand;

/// <summary>A guest's arrival: their own consent and device check, no location.</summary>
public sealed record CheckInGuest(ParticipantId ParticipantId, DeviceCheck Device) : VisitCommand;
public sealed record UpdateLocation(StatedLocation Location, StatedBy StatedBy) : VisitCommand;
public sealed record ReaffirmLocation(StatedBy StatedBy) : VisitCommand;
public sealed record LeaveWaitingRoom(LeaveReason Reason) : VisitCommand;
public sealed record RequestCallback : VisitCommand;
public sealed record ConsentAsGuardian(OfferedConsent Consent) : VisitCommand;

/// <summary>The patient's or a guardian's consent is taken back. Staff name whose; null is the patient's, or one's own.</summary>
public sealed record WithdrawConsent(ParticipantId? ParticipantId = null) : VisitCommand;

public sealed record RecordMinorBasis(MinorBasis Basis) : VisitCommand
{
    /// <summary>On a basis of the minor's own, guardians are taken out of the visit unless this is set.</summary>
    public bool KeepGuardian { get; init; }
}

/// <param name="GuardianId">Null for a guardian beside the patient, or one on the phone, who has no place of their own in the visit.</param>
public sealed record VerifyGuardian(ParticipantId? GuardianId, GuardianIdMethod Method) : VisitCommand;
public sealed record ConfirmIdentity : VisitCommand;

/// <summary>The clinician made sure of the stated place with the patient.</summary>
public sealed record ConfirmLocation(ConfirmationMethod Method, string? Note = null) : VisitCommand;

/// <summary>The clinician relies on this authority of theirs for this visit, and says why and how the patient stands to them.</summary>
public sealed record ChooseExemption(AuthorityId AuthorityId, JustificationReason Reason, PatientScope Relationship, string? Note = null) : VisitCommand;
public sealed record ReportWrongPerson : VisitCommand;

// Admission
public sealed record OpenVisit : VisitCommand;

/// <summary>Step 0 of Admit. <paramref name="NewParticipantId"/> is used when the claiming clinician is not in the visit yet.</summary>
public sealed record ClaimPatient(string VideoProvider, string RoomName, ParticipantId NewParticipantId, bool Anyway) : VisitCommand
{
    /// <summary>The clinician asked for this provider in place of the clinic's own.</summary>
    public bool Fallback { get; init; }

    /// <summary>Where the clinician sits: a USPS code or <c>OUTSIDE</c>; null says nothing new.</summary>
    public string? ClinicianLocation { get; init; }
}

/// <summary>Step 1 of Admit: the room exists.</summary>
public sealed record AdmitPatient(string? VendorRoomId, bool Anyway) : VisitCommand
{
    /// <summary>The name under which it was made: a claim that meanwhile went on with another room is not admitted to this one. Null does not ask.</summary>
    public string? RoomName { get; init; }
}

public sealed record ReleasePatient : VisitCommand;
public sealed record AdmitParticipant(ParticipantId ParticipantId) : VisitCommand;
public sealed record HoldParticipant(ParticipantId ParticipantId) : VisitCommand;
public sealed record RemoveParticipant(ParticipantId ParticipantId, string? Reason) : VisitCommand;
public sealed record LeaveVisit : VisitCommand;

/// <summary>Mints nothing by itself: answers with the terms of a grant, or a refusal. A participant who had Left returns by it.</summary>
public sealed record GetRoomGrant : VisitCommand;

// In the visit
public sealed record HoldVisit : VisitCommand;
public sealed record ResumeVisit(string? ClinicianLocation = null) : VisitCommand;
public sealed record TransferVisit(StaffId ClinicianId, string? Note) : VisitCommand;
public sealed record AcceptTransfer(ParticipantId NewParticipantId, string? ClinicianLocation = null) : VisitCommand;
public sealed record DeclineTransfer : VisitCommand;
public sealed record TakeOver(ParticipantId NewParticipantId, string? ClinicianLocation = null) : VisitCommand;
public sealed record ReplaceRoom(string VideoProvider, string RoomName, string? VendorRoomId) : VisitCommand
{
    /// <summary>The clinician asked for this provider in place of the clinic's own.</summary>
    public bool Fallback { get; init; }

    /// <summary>The name of the room that is to be replaced; nothing happens when the visit is in another one already. Null does not ask.</summary>
    public string? Replaces { get; init; }
}


/// <summary>The room ended under the visit, and no new one could be made yet.</summary>
public sealed record ReportVideoLost(string RoomName) : VisitCommand;
public sealed record ChangeModality(Modality To, Instant? StatedAt = null) : VisitCommand;
public sealed record RaiseSafetyConcern(ConcernId ConcernId) : VisitCommand;
public sealed record AcknowledgeSafetyConcern(ConcernId ConcernId) : VisitCommand;
public sealed record ResolveSafetyConcern(ConcernId ConcernId, SafetyOutcome Outcome) : VisitCommand;

// Closing
public sealed record EndVisit(Disposition Disposition, string? Note) : VisitCommand;
public sealed record MarkNoShow(NoShowWho Who) : VisitCommand;
public sealed record RefuseVisit(string? Reason) : VisitCommand;
public sealed record CorrectOutcome(VisitOutcome To, string Reason) : VisitCommand;

/// <summary>After the patient's erasure, once for each visit of theirs.</summary>
public sealed record ErasePersonalDetails : VisitCommand;

/// <summary>The sweeper's only command: whatever rules of time are due at this instant, decided together.</summary>
public sealed record ApplyRulesOfTime : VisitCommand;

/// <summary>After a clinician's authorities changed: evaluate again and alert when a running visit's continuation turned Deny.</summary>
public sealed record ReevaluateLicensure : VisitCommand;
