using Telehealth.Domain.CheckIn;

namespace Telehealth.Domain.Visits;

/// <summary>Who a person is, and how they come and go before they are let in.</summary>
internal static class ArrivalRules
{
    public static bool TooEarlyToWait(Turn turn) =>
        !turn.Visit.OpenedEarly && turn.Now < turn.Visit.StartsAt - turn.Policy.WaitingRoomOpensBefore;

    public static bool TooEarlyToIdentify(Turn turn) =>
        !turn.Visit.OpenedEarly && turn.Now < turn.Visit.StartsAt - turn.Policy.IdentityOpensBefore;

    public static VisitDecision Decide(Turn turn, IdentifyParticipant command)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        if (turn.Visit.Find(command.ParticipantId) is not { } person || person.State is ParticipantState.Removed) return Answer.No(RefusalCode.Invalid);
        if (!turn.Is(Standing.FrontDesk) && turn.Actor.Participant != person.Id) return Answer.No(RefusalCode.NotAllowed);
        if (!Fits(command.Method, person.Role, turn)) return Answer.No(RefusalCode.Invalid);
        if (command.GuestName is not null && (person.Role is ParticipantRole.Patient || !Shape.Text(command.GuestName, Shape.NameLength))) return Answer.No(RefusalCode.Invalid);
        if (TooEarlyToIdentify(turn) && !turn.Is(Standing.FrontDesk)) return Answer.No(RefusalCode.TooEarly);

        return person.Identified && !command.NewDevice
            ? VisitDecision.Nothing
            : Answer.Of(new ParticipantIdentified(person.Id, command.Method, command.NewDevice && person.Identified)
            {
                Detail = command.GuestName is { } name ? new() { GuestName = name } : null,
            });
    }

    public static VisitDecision Decide(Turn turn, LeaveWaitingRoom command)
    {
        if (turn.NotIn(VisitPhase.Waiting) is { } wrong) return wrong;
        if (!Shape.Known(command.Reason)) return Answer.No(RefusalCode.Invalid);
        return Answer.Of([
            .. AdmissionRules.ReleaseClaim(turn.Visit, ClaimReleaseReason.PatientLeft),
            new WaitingRoomLeft(turn.Visit.Patient!.Id, command.Reason),
        ]);
    }

    /// <summary>Asked once; the front desk's item stands until it is done.</summary>
    public static VisitDecision DecideCallback(Turn turn) =>
        turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold)
        ?? (turn.Visit.CallbackRequestedAt is not null ? VisitDecision.Nothing : Answer.Of(new CallbackRequested(turn.Visit.Patient!.Id)));

    public static VisitDecision DecideConfirmIdentity(Turn turn)
    {
        if (turn.NotIn(VisitPhase.InProgress) is { } wrong) return wrong;
        if (turn.Visit.Patient is not { Identified: true }) return Answer.No(RefusalCode.CheckInIncomplete);
        return turn.Visit.IdentityConfirmed ? VisitDecision.Nothing : Answer.Of(new IdentityConfirmed(turn.Actor.Staff!.Value));
    }

    public static VisitDecision DecideWrongPerson(Turn turn) =>
        turn.NotIn(VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold) ?? Answer.Of(new WrongPersonReported(turn.Visit.Patient!.Id));

    private static bool Fits(IdentityMethod method, ParticipantRole role, Turn turn) => method switch
    {
        IdentityMethod.BirthDate => role is ParticipantRole.Patient && !turn.Is(Standing.FrontDesk),
        IdentityMethod.GuestName => role is not (ParticipantRole.Patient or ParticipantRole.Clinician),
        IdentityMethod.ByStaff => role is not ParticipantRole.Clinician && turn.Is(Standing.FrontDesk),
        IdentityMethod.Carried => false,
        _ => false,
    };
}
