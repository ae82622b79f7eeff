using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>What happens between admission and the end.</summary>
internal static class InVisitRules
{
    public static VisitDecision DecideHold(Turn turn) => turn.NotIn(VisitPhase.InProgress) ?? Answer.Of(new VisitHeld());

    public static VisitDecision Decide(Turn turn, ResumeVisit command)
    {
        if (turn.NotIn(VisitPhase.OnHold) is { } wrong) return wrong;
        var clinician = turn.Actor.Staff!.Value;
        if (!ClinicianPlaces.TryTell(turn, command.ClinicianLocation, out var told, out turn)) return Answer.No(RefusalCode.Invalid, ClinicianPlaces.Unknown);
        var basis = LongHeld(turn) ? DecisionBasis.Start : VisitLicensure.BasisFor(turn.Visit, clinician, turn.Now);
        var evaluation = turn.Evaluate(clinician, DecisionPurpose.Resume, basis);
        return evaluation.Verdict is Verdict.Allow
            ? Answer.Of(evaluation, [.. told, new VisitResumed(VisitLicensure.ExpectedEnd(turn.Visit, turn.Now)), .. GrantRules.Renewed(turn, clinician, basis, evaluation)])
            : Answer.No(evaluation, evaluation.Refuse(), GrantRules.Denied(turn, evaluation));
    }

    public static VisitDecision Decide(Turn turn, ReplaceRoom command) =>
        turn.NotIn(VisitPhase.InProgress, VisitPhase.OnHold)
        ?? (!Shape.Text(command.VideoProvider, 40) || !Shape.Text(command.RoomName, 128) ? Answer.No(RefusalCode.Invalid)
            : FallbackRules.Unwanted(turn, command.Fallback, command.VideoProvider) is { } unwanted ? unwanted
            : turn.Visit.Room?.Name == command.RoomName || (command.Replaces is { } old && turn.Visit.Room?.Name != old) ? VisitDecision.Nothing
            : Answer.Of(new VisitRoomReplaced(command.VideoProvider, command.RoomName, command.VendorRoomId)));

    public static VisitDecision Decide(Turn turn, ReportVideoLost command) =>
        turn.NotIn(VisitPhase.InProgress, VisitPhase.OnHold)
        ?? (turn.Visit.Room?.Name != command.RoomName || turn.Visit.Alerted(VisitAlert.VideoLost) ? VisitDecision.Nothing : Answer.Of(new AlertRaised(VisitAlert.VideoLost)));

    public static VisitDecision Decide(Turn turn, ChangeModality command)
    {
        if (turn.NotIn(VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        if (!Shape.Known(command.To) || command.StatedAt > turn.Now || command.StatedAt < turn.Visit.StartedAt) return Answer.No(RefusalCode.Invalid);
        return turn.Visit.Modality == command.To ? VisitDecision.Nothing : Answer.Of(new ModalityChanged(turn.Visit.Modality, command.To, command.StatedAt));
    }

    /// <summary>Asked after authorities changed. The running call is not cut; the clinician is told, and no grant follows a Deny.</summary>
    public static VisitDecision DecideReevaluation(Turn turn)
    {
        if (turn.Visit.Closing is not null || turn.Visit.Attestation is null) return VisitDecision.Nothing;
        if (turn.Visit.StartedAt is null)
        {
            return Answer.Of(VisitLicensure.Evaluate(
                turn.Visit, turn.Facts, turn.Visit.ClinicianId, DecisionPurpose.Reevaluation, DecisionBasis.Start,
                VisitLicensure.ExpectedEnd(turn.Visit, turn.Now), turn.Now));
        }

        var evaluations = Clinicians(turn.Visit).Select(c => turn.Evaluate(c, DecisionPurpose.Reevaluation, DecisionBasis.Continuation)).ToList();
        var denied = evaluations.Any(e => e.Verdict is Verdict.Deny);
        VisitEvent[] alert = (denied, turn.Visit.Alerted(VisitAlert.ContinuationDenied)) switch
        {
            (true, false) => [new AlertRaised(VisitAlert.ContinuationDenied)],
            (false, true) when evaluations.All(e => e.Verdict is Verdict.Allow) => [new AlertCleared(VisitAlert.ContinuationDenied)],
            _ => [],
        };
        return new([.. evaluations.Select(e => new EvaluationEntry(e)), .. Answer.Of(alert).Entries]);
    }

    private static bool LongHeld(Turn turn) => turn.Visit.HeldSince is { } since && turn.Now - since >= turn.Policy.HoldReasksAfter;

    private static IEnumerable<StaffId> Clinicians(Visit visit) => visit.Participants
        .Where(p => p.Role is ParticipantRole.Clinician && (p.StaffId == visit.ClinicianId || p.State is ParticipantState.Admitted or ParticipantState.Held))
        .Select(p => p.StaffId!.Value);
}
