using System.Collections.Immutable;
using System.Diagnostics;

namespace Telehealth.Domain.Visits;

/// <summary>What must follow a commit, as data; the desk writes it to the outbox in the commit's own transaction.</summary>
public static class VisitEffects
{
    public static ImmutableArray<VisitEffect> Of(Visit before, IEnumerable<VisitEvent> events, Visit after) => Of(before, events, after, VisitPolicy.Default);

    public static ImmutableArray<VisitEffect> Of(Visit before, IEnumerable<VisitEvent> events, Visit after, VisitPolicy policy) =>
        [.. events.SelectMany(e => Follows(before, e, after)).Concat(Closes(before, after, policy)).Distinct()];

    /// <summary>A no can have a consequence too: the clinician was ready for a patient who is away.</summary>
    public static ImmutableArray<VisitEffect> Of(Visit visit, Refusal refusal) =>
        refusal.Code is RefusalCode.PatientAway ? [.. ToPatient(NoticeKind.ClinicianReady, visit)] : [];

    private static IEnumerable<VisitEffect> Follows(Visit before, VisitEvent happened, Visit after) => happened switch
    {
        VisitScheduled => Reminders(after),
        VisitRescheduled => [.. ToPatient(NoticeKind.VisitRescheduled, after), .. Reminders(after)],
        VisitCancelled { Reason: CancelReason.Duplicate } => [],
        VisitCancelled => ToPatient(NoticeKind.VisitCancelled, after),
        CheckInRefused => [new WorkItem(WorkItemKind.CheckInRefused)],
        CallbackRequested => [new WorkItem(WorkItemKind.CallbackRequested)],
        WrongPersonReported e =>
            [.. OutOfRoom(before, e.ParticipantId), new RevokeLink(e.ParticipantId), new EndSession(e.ParticipantId), new WorkItem(WorkItemKind.WrongPerson)],
        AdmitRequested => ToPatient(NoticeKind.ClinicianReady, after),
        PatientAdmitted => NewRoom(before, after),

        // Perhaps made, perhaps not: it is ended by its name.
        PatientClaimed => before.Room is { } other && other.Name != after.Room?.Name ? [new CompleteRoom(other)] : [],
        ClaimReleased => before.Room is { } claimed ? [new CompleteRoom(claimed)] : [],
        ParticipantHeld e => OutOfRoom(before, e.ParticipantId),
        ParticipantLeft e => OutOfRoom(before, e.ParticipantId),
        ParticipantRemoved e => [.. OutOfRoom(before, e.ParticipantId), new RevokeLink(e.ParticipantId), new EndSession(e.ParticipantId)],

        // Nobody is seen or heard while the visit is on hold; the clinician keeps the room.
        VisitHeld => before.Participants.Where(p => p.State is ParticipantState.Admitted && p.StaffId != before.ClinicianId).SelectMany(p => OutOfRoom(before, p.Id)),
        TransferAccepted e => ClinicianOut(before, e.From),
        VisitTakenOver e => ClinicianOut(before, e.From),
        VisitRoomReplaced => [.. before.Room is { } replaced ? [new CompleteRoom(replaced)] : Array.Empty<VisitEffect>(), .. NewRoom(before, after)],
        SafetyConcernRaised => [new WorkItem(WorkItemKind.SafetyConcern)],
        SafetyContinuationUsed => [new WorkItem(WorkItemKind.SafetyContinuation)],
        AlertRaised e => OfAlert(e.Alert, after),
        VisitReassigned or WaitingRoomOpened or ParticipantInvited or ParticipantIdentified or LocationAttested or LocationReaffirmed
            or DeviceLocated or WeakSignalsTold or LocationConfirmed or ExemptionChosen or ClinicianLocated or AuthorityUsed
            or ConsentGiven or ParticipantCheckedIn or CheckInCarried or WaitingRoomLeft or MinorBasisRecorded or ConsentWithdrawn or GuardianIdentityVerified or IdentityConfirmed or ClinicianOpened
            or ParticipantAdmitted or ParticipantReturned or VisitResumed or TransferOffered
            or TransferWithdrawn or ContinuationRenewed or ModalityChanged or SafetyConcernAcknowledged or SafetyConcernResolved or AlertCleared
            or VisitEnded or NoShowMarked or VisitRefused or VisitClosedByRule or OutcomeCorrected or VisitContinued or PersonalDetailsErased => [],
        _ => throw new UnreachableException($"Nobody said what follows {happened.Code}."),
    };

    private static IEnumerable<VisitEffect> OfAlert(VisitAlert alert, Visit after) => alert switch
    {
        VisitAlert.ClinicianLatePatientTold => ToPatient(NoticeKind.ClinicianLate, after),
        VisitAlert.ClinicianLateFrontDesk => [new WorkItem(WorkItemKind.ClinicianLate)],
        VisitAlert.HoldFrontDesk => [new WorkItem(WorkItemKind.HoldLong)],
        VisitAlert.SafetyUnacknowledged => [new WorkItem(WorkItemKind.SafetyConcern)],
        VisitAlert.ClinicianLateBoard or VisitAlert.HoldNudge or VisitAlert.AttestationAgeing or VisitAlert.ContinuationDenied
            or VisitAlert.AuthorityEndsSoon or VisitAlert.InterpreterMissing or VisitAlert.LocalMidnightPassed or VisitAlert.VideoLost or VisitAlert.ConsentWithdrawn => [],
    };

    private static IEnumerable<VisitEffect> Closes(Visit before, Visit after, VisitPolicy policy) => before.Closing is null && after.Closing is { } closing
        ? [.. before.Room is { } room ? [new CompleteRoom(room)] : Array.Empty<VisitEffect>(), new EndSessionsAt(closing.At + policy.SessionsEndAfterClosed)]
        : [];

    // Between browsers there is no room outside this process: the relay follows the commit itself.
    private static IEnumerable<VisitEffect> OutOfRoom(Visit visit, ParticipantId person) =>
        visit is { StartedAt: not null, Room: { VendorRoomId: not null } room } ? [new RemoveFromRoom(room, person)] : [];

    private static IEnumerable<VisitEffect> NewRoom(Visit before, Visit after) =>
        after.Room is { VendorRoomId: { } id } room && id != before.Room?.VendorRoomId ? [new RememberRoom(room)] : [];

    private static IEnumerable<VisitEffect> ClinicianOut(Visit before, StaffId from) =>
        before.Participants.Where(p => p.StaffId == from).SelectMany(p => OutOfRoom(before, p.Id));

    // Who came along from an earlier visit is there already.
    private static IEnumerable<VisitEffect> Reminders(Visit visit) =>
        visit is { ContinuesVisit: null, Patient: { } patient } ? [new PlanReminders(patient.Id, visit.StartsAt)] : [];

    private static IEnumerable<VisitEffect> ToPatient(NoticeKind kind, Visit visit) => visit.Patient is { } patient ? [new Notice(kind, patient.Id)] : [];
}
