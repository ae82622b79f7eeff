using System.Diagnostics;
using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;

namespace Telehealth.Domain.Visits;

/// <summary>The one entry to the law of a visit: state, command, actor, facts and instant in; entries or a refusal out.</summary>
public static class VisitRules
{
    /// <summary>Pure, and never throws for anything that a caller may send. A stranger's refusal has no entries: it is recorded at the door.</summary>
    public static VisitDecision Decide(Visit visit, VisitCommand command, Actor actor, VisitFacts facts, Instant now)
    {
        var turn = new Turn(visit, actor, Standings.Of(actor, visit), facts, now);
        var decision = Answered(turn, command);
        return decision.Refusal is not { } refusal || refusal.Code is RefusalCode.NotFound
            ? decision
            : decision.With(new RefusalEntry(command.RefusedCode, refusal));
    }

    private static VisitDecision Answered(Turn turn, VisitCommand command)
    {
        if (turn.Visit.Patient is null && command is not ScheduleVisit) return Answer.No(RefusalCode.NotFound);
        if (turn.Is(VisitPermissions.MayAsk(command))) return Dispatch(turn, command);
        return Answer.No(turn.Is(Standing.Member) ? RefusalCode.NotAllowed : RefusalCode.NotFound);
    }

    private static VisitDecision Dispatch(Turn turn, VisitCommand command) => command switch
    {
        ScheduleVisit c => SchedulingRules.Decide(turn, c),
        RescheduleVisit c => SchedulingRules.Decide(turn, c),
        ReassignVisit c => SchedulingRules.Decide(turn, c),
        OpenWaitingRoom => SchedulingRules.DecideOpenWaitingRoom(turn),
        InviteParticipant c => SchedulingRules.Decide(turn, c),
        CancelVisit c => ClosingRules.Decide(turn, c),
        ContinueAs c => ClosingRules.Decide(turn, c),

        IdentifyParticipant c => ArrivalRules.Decide(turn, c),
        CheckInPatient c => CheckInRules.Decide(turn, c),
        CheckInGuest c => CheckInRules.Decide(turn, c),
        UpdateLocation c => LocationRules.Decide(turn, c),
        ReaffirmLocation c => LocationRules.Decide(turn, c),
        LeaveWaitingRoom c => ArrivalRules.Decide(turn, c),
        RequestCallback => ArrivalRules.DecideCallback(turn),
        ConsentAsGuardian c => MinorRules.Decide(turn, c),
        RecordMinorBasis c => MinorRules.Decide(turn, c),
        VerifyGuardian c => MinorRules.Decide(turn, c),
        WithdrawConsent c => WithdrawalRules.Decide(turn, c),
        ConfirmIdentity => ArrivalRules.DecideConfirmIdentity(turn),
        ReportWrongPerson => ArrivalRules.DecideWrongPerson(turn),
        ConfirmLocation c => RemedyCommands.Decide(turn, c),
        ChooseExemption c => RemedyCommands.Decide(turn, c),

        OpenVisit => AdmissionRules.DecideOpen(turn),
        ClaimPatient c => AdmissionRules.Decide(turn, c),
        AdmitPatient c => AdmissionRules.Decide(turn, c),
        ReleasePatient => AdmissionRules.DecideRelease(turn),
        AdmitParticipant c => ParticipantRules.Decide(turn, c),
        HoldParticipant c => ParticipantRules.Decide(turn, c),
        RemoveParticipant c => ParticipantRules.Decide(turn, c),
        LeaveVisit => ParticipantRules.DecideLeave(turn),
        GetRoomGrant => GrantRules.Decide(turn),

        HoldVisit => InVisitRules.DecideHold(turn),
        ResumeVisit c => InVisitRules.Decide(turn, c),
        ReplaceRoom c => InVisitRules.Decide(turn, c),
        ReportVideoLost c => InVisitRules.Decide(turn, c),
        ChangeModality c => InVisitRules.Decide(turn, c),
        ReevaluateLicensure => InVisitRules.DecideReevaluation(turn),
        TransferVisit c => TransferRules.Decide(turn, c),
        AcceptTransfer c => TransferRules.Decide(turn, c),
        DeclineTransfer => TransferRules.DecideDecline(turn),
        TakeOver c => TransferRules.Decide(turn, c),

        RaiseSafetyConcern c => SafetyRules.Decide(turn, c),
        AcknowledgeSafetyConcern c => SafetyRules.Decide(turn, c),
        ResolveSafetyConcern c => SafetyRules.Decide(turn, c),

        EndVisit c => ClosingRules.Decide(turn, c),
        MarkNoShow c => NoShowRules.Decide(turn, c),
        RefuseVisit c => ClosingRules.Decide(turn, c),
        CorrectOutcome c => ClosingRules.Decide(turn, c),
        ErasePersonalDetails => ClosingRules.DecideErasure(turn),
        ApplyRulesOfTime => RulesOfTime.Decide(turn),
        _ => throw new UnreachableException($"No rule for {command.Name}."),
    };
}
