using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>A visit changes hands: offered and accepted, or taken over from someone who is gone. The receiver passes the gate as a start.</summary>
internal static class TransferRules
{
    public static VisitDecision Decide(Turn turn, TransferVisit command)
    {
        if (turn.NotIn(VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        var me = turn.Actor.Staff!.Value;
        if (command.ClinicianId == me || !SchedulingRules.IsActive(turn, command.ClinicianId)) return Answer.No(RefusalCode.Invalid, "No such clinician.");
        if (!Shape.NoteOrNone(command.Note, Shape.NoteLength)) return Answer.No(RefusalCode.Invalid);

        // An early no spares the patient a transfer that cannot be accepted; a stale place can still be made fresh.
        var evaluation = turn.Evaluate(command.ClinicianId, DecisionPurpose.Transfer, DecisionBasis.Start);
        return evaluation.Verdict is Verdict.Deny
            ? Answer.No(evaluation, evaluation.Refuse())
            : Answer.Of(evaluation, [
                .. Withdrawn(turn, me),
                new TransferOffered(me, command.ClinicianId) { Detail = command.Note is null ? null : new() { Note = command.Note } },
            ]);
    }

    public static VisitDecision Decide(Turn turn, AcceptTransfer command)
    {
        if (turn.NotIn(VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        var me = turn.Actor.Staff!.Value;
        if (!SchedulingRules.TryBringIn(turn, me, command.NewParticipantId, out var invited)) return Answer.No(RefusalCode.Invalid);
        if (!ClinicianPlaces.TryTell(turn, command.ClinicianLocation, out var told, out turn)) return Answer.No(RefusalCode.Invalid, ClinicianPlaces.Unknown);

        var evaluation = turn.Evaluate(me, DecisionPurpose.Transfer, DecisionBasis.Start);
        return evaluation.Verdict is Verdict.Allow
            ? Answer.Of(evaluation, [
                .. invited,
                .. told,
                new TransferAccepted(turn.Visit.Transfer!.From, me, VisitLicensure.ExpectedEnd(turn.Visit, turn.Now)),
                .. VisitLicensure.Used(turn.Visit, me, evaluation),
            ])
            : Answer.No(evaluation, evaluation.Refuse());
    }

    /// <summary>The receiver declines, or the sender takes the offer back.</summary>
    public static VisitDecision DecideDecline(Turn turn) =>
        turn.NotIn(VisitPhase.InProgress, VisitPhase.OnHold)
        ?? (turn.Visit.Transfer is null ? VisitDecision.Nothing : Answer.Of(Withdrawn(turn, turn.Actor.Staff!.Value)));

    public static VisitDecision Decide(Turn turn, TakeOver command)
    {
        var me = turn.Actor.Staff!.Value;
        if (turn.NotIn(VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return turn.Is(Standing.Member) ? wrong : Answer.No(RefusalCode.NotFound);
        if (turn.Visit.ClinicianId is not { } from) return Answer.No(RefusalCode.WrongPhase, "This patient has no clinician yet. Admit them.");
        if (from == me) return VisitDecision.Nothing;
        if (AdmissionRules.ClaimedByAnother(turn)) return Answer.No(RefusalCode.AlreadyClaimed);
        if (!IsAbsent(turn)) return Answer.No(RefusalCode.NotAllowed, "The visit's clinician is here.");
        if (!SchedulingRules.TryBringIn(turn, me, command.NewParticipantId, out var invited)) return Answer.No(RefusalCode.Invalid);
        if (!ClinicianPlaces.TryTell(turn, command.ClinicianLocation, out var told, out turn)) return Answer.No(RefusalCode.Invalid, ClinicianPlaces.Unknown);

        var evaluation = turn.Evaluate(me, DecisionPurpose.TakeOver, DecisionBasis.Start);
        return evaluation.Verdict is Verdict.Allow
            ? Answer.Of(evaluation, [
                .. AdmissionRules.ReleaseClaim(turn.Visit, ClaimReleaseReason.Expired),
                .. Withdrawn(turn, me),
                .. invited,
                .. told,
                new VisitTakenOver(from, me, turn.Visit.StartedAt is null ? null : VisitLicensure.ExpectedEnd(turn.Visit, turn.Now)),
                .. turn.Visit.StartedAt is null ? [] : VisitLicensure.Used(turn.Visit, me, evaluation),
            ])
            : Answer.No(evaluation, evaluation.Refuse());
    }

    /// <summary>The visit's clinician is gone, and nobody else has the patient: any clinician may, through the gate.</summary>
    public static bool IsOpenToRescue(Turn turn) =>
        turn.Visit.ClinicianId is { } from && from != turn.Actor.Staff && !AdmissionRules.ClaimedByAnother(turn) && IsAbsent(turn);

    private static IEnumerable<VisitEvent> Withdrawn(Turn turn, StaffId by) =>
        turn.Visit.Transfer is { } transfer ? [new TransferWithdrawn(transfer.From, transfer.To, by)] : [];

    /// <summary>Nobody is missed before the visit was to start, or before they were let in.</summary>
    private static bool IsAbsent(Turn turn) =>
        turn.Visit.Clinician is not { } clinician
        || turn.GoneFor(clinician, turn.Policy.TakeOverAbsentFor, clinician.AdmittedAt ?? turn.Visit.StartsAt);
}
