using System.Collections.Frozen;
using static Telehealth.Domain.Visits.VisitPhase;

namespace Telehealth.Domain.Visits;

/// <summary>One step that an event may make.</summary>
public readonly record struct PhaseStep(VisitPhase From, VisitPhase To);

/// <summary>
/// The one table of what an event may do to the phase. The phase itself is derived (<see cref="Visit.Phase"/>); this says which derivations are lawful.
/// docs/visit-lifecycle.md is rendered from it.
/// </summary>
public static class VisitTransitions
{
    private static readonly PhaseStep[] Planned = [Stays(Scheduled), Stays(Waiting)];
    private static readonly PhaseStep[] Running = [Stays(InProgress), Stays(OnHold)];
    private static readonly PhaseStep[] Open = [.. Planned, .. Running];
    private static readonly PhaseStep[] Always = [.. Open, Stays(Closed)];
    private static readonly PhaseStep[] BeforeAdmission = [new(Scheduled, Closed), new(Waiting, Closed)];

    public static FrozenDictionary<Type, PhaseStep[]> Table { get; } = new Dictionary<Type, PhaseStep[]>
    {
        [typeof(VisitScheduled)] = [Stays(Scheduled)],
        [typeof(VisitRescheduled)] = Planned,
        [typeof(VisitReassigned)] = Planned,
        [typeof(WaitingRoomOpened)] = [Stays(Scheduled)],
        [typeof(VisitCancelled)] = BeforeAdmission,
        [typeof(ParticipantInvited)] = Open,

        [typeof(ParticipantIdentified)] = Open,
        [typeof(LocationAttested)] = Open,
        [typeof(DeviceLocated)] = Open,
        [typeof(WeakSignalsTold)] = Open,
        [typeof(LocationReaffirmed)] = Open,
        [typeof(LocationConfirmed)] = [Stays(Waiting), .. Running],
        [typeof(ExemptionChosen)] = [Stays(Waiting), .. Running],
        [typeof(ClinicianLocated)] = [Stays(Waiting), .. Running],
        [typeof(AuthorityUsed)] = Running,
        [typeof(ConsentGiven)] = Open,
        [typeof(ParticipantCheckedIn)] = [new(Scheduled, Waiting), .. Open],
        [typeof(CheckInCarried)] = [new(Scheduled, Waiting)],
        [typeof(CheckInRefused)] = Open,
        [typeof(WaitingRoomLeft)] = [new(Waiting, Scheduled)],
        [typeof(CallbackRequested)] = Open,
        [typeof(MinorBasisRecorded)] = Open,
        [typeof(ConsentWithdrawn)] = Open,
        [typeof(GuardianIdentityVerified)] = Open,
        [typeof(IdentityConfirmed)] = [Stays(InProgress)],
        [typeof(WrongPersonReported)] = [Stays(Waiting), .. Running],

        [typeof(ClinicianOpened)] = Open,
        [typeof(PatientClaimed)] = [Stays(Waiting)],
        [typeof(AdmitRequested)] = [Stays(Waiting)],
        [typeof(ClaimReleased)] = [Stays(Waiting)],
        [typeof(PatientAdmitted)] = [new(Waiting, InProgress)],
        [typeof(ParticipantAdmitted)] = [Stays(Waiting), .. Running],
        [typeof(ParticipantHeld)] = Running,
        [typeof(ParticipantLeft)] = Open,
        [typeof(ParticipantReturned)] = [Stays(InProgress)],
        [typeof(ParticipantRemoved)] = Open,

        [typeof(VisitHeld)] = [new(InProgress, OnHold)],
        [typeof(VisitResumed)] = [new(OnHold, InProgress)],
        [typeof(TransferOffered)] = Running,
        [typeof(TransferWithdrawn)] = Running,
        [typeof(TransferAccepted)] = Running,
        [typeof(VisitTakenOver)] = [Stays(Waiting), .. Running],
        [typeof(ContinuationRenewed)] = Running,
        [typeof(SafetyContinuationUsed)] = [Stays(InProgress)],
        [typeof(VisitRoomReplaced)] = Running,
        [typeof(ModalityChanged)] = Running,

        [typeof(SafetyConcernRaised)] = Always,
        [typeof(SafetyConcernAcknowledged)] = Always,
        [typeof(SafetyConcernResolved)] = Always,
        [typeof(AlertRaised)] = Always,
        [typeof(AlertCleared)] = Open,

        [typeof(VisitEnded)] = [new(InProgress, Closed), new(OnHold, Closed)],
        [typeof(NoShowMarked)] = [new(Scheduled, Closed)],
        [typeof(VisitRefused)] = BeforeAdmission,
        [typeof(VisitClosedByRule)] = [.. BeforeAdmission, new(InProgress, Closed), new(OnHold, Closed)],
        [typeof(OutcomeCorrected)] = [Stays(Closed)],
        [typeof(VisitContinued)] = [Stays(Closed)],
        [typeof(PersonalDetailsErased)] = [Stays(Closed)],
    }.ToFrozenDictionary();

    /// <summary>Whether this event may make this step.</summary>
    public static bool Allows(VisitEvent happened, VisitPhase from, VisitPhase to) =>
        Table.TryGetValue(happened.GetType(), out var steps) && steps.Contains(new(from, to));

    private static PhaseStep Stays(VisitPhase phase) => new(phase, phase);
}
