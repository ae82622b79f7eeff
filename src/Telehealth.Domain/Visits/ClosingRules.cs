using Telehealth.Domain.CheckIn;

namespace Telehealth.Domain.Visits;

/// <summary>Explicit acts that close a visit, and what is still possible after.</summary>
internal static class ClosingRules
{
    public static VisitDecision Decide(Turn turn, EndVisit command)
    {
        if (turn.NotIn(VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        if (!Shape.Known(command.Disposition) || !Shape.NoteOrNone(command.Note, Shape.NoteLength)) return Answer.No(RefusalCode.Invalid);
        if (!turn.Is(Standing.VisitClinician))
        {
            if (turn.ConnectedPeople() > 0) return Answer.No(RefusalCode.NotAllowed, "Somebody is still in the visit.");
            if (string.IsNullOrWhiteSpace(command.Note)) return Answer.No(RefusalCode.Invalid, "Give the reason.");
        }

        return Answer.Of(new VisitEnded(command.Disposition) { Detail = Note(command.Note) });
    }

    public static VisitDecision Decide(Turn turn, CancelVisit command)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting) is { } wrong) return wrong;
        var byRule = turn.Is(Standing.System);
        var fits = Shape.Known(command.By) && Shape.Known(command.Reason) && command.By is CancelledBy.System == byRule
            && (command.DuplicateOf is not { } other || (command.Reason is CancelReason.Duplicate && other != turn.Visit.Id));
        return fits
            ? Answer.Of([.. AdmissionRules.ReleaseClaim(turn.Visit, ClaimReleaseReason.Refused), new VisitCancelled(command.By, command.Reason, command.DuplicateOf)])
            : Answer.No(RefusalCode.Invalid);
    }

    public static VisitDecision Decide(Turn turn, RefuseVisit command)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting) is { } wrong) return wrong;
        return Shape.NoteOrNone(command.Reason, Shape.ReasonLength)
            ? Answer.Of([.. AdmissionRules.ReleaseClaim(turn.Visit, ClaimReleaseReason.Refused), new VisitRefused { Detail = Note(command.Reason) }])
            : Answer.No(RefusalCode.Invalid);
    }

    /// <summary>The phase stays Closed; the first outcome stays visible. The visit's clinician has 72 hours, after that it is an admin's.</summary>
    public static VisitDecision Decide(Turn turn, CorrectOutcome command)
    {
        if (turn.Visit.Closing is not { } closing) return Answer.No(RefusalCode.WrongPhase);
        if (!Shape.Known(command.To) || command.To == closing.Outcome || string.IsNullOrWhiteSpace(command.Reason)
            || !Shape.NoteOrNone(command.Reason, Shape.ReasonLength))
            return Answer.No(RefusalCode.Invalid);

        var within = turn.Now - closing.At <= turn.Policy.OutcomeCorrectableByClinician;
        if (within && !turn.Is(Standing.VisitClinician) && turn.Visit.ClinicianId is not null)
            return Answer.No(RefusalCode.TooEarly, "Within 72 hours only the visit's clinician may correct the outcome.");
        if (!within && !turn.Is(Standing.Admin)) return Answer.No(RefusalCode.TooLate, "After 72 hours only an admin may correct the outcome.");
        return Answer.Of(new OutcomeCorrected(closing.Outcome, command.To) { Detail = Note(command.Reason) });
    }

    public static VisitDecision Decide(Turn turn, ContinueAs command) =>
        turn.NotIn(VisitPhase.Closed)
        ?? (command.NewVisit == turn.Visit.ContinuedAs ? VisitDecision.Nothing
            : turn.Visit.ContinuedAs is not null || command.NewVisit == turn.Visit.Id ? Answer.No(RefusalCode.WrongPhase, "This visit was continued already.")
            : Answer.Of(new VisitContinued(command.NewVisit)));

    /// <summary>A visit that is still to be, or under way, needs to know whom it is about.</summary>
    public static VisitDecision DecideErasure(Turn turn) => turn.NotIn(VisitPhase.Closed) ?? Answer.Of(new PersonalDetailsErased());

    private static PersonalDetail? Note(string? text) => string.IsNullOrWhiteSpace(text) ? null : new() { Note = text };
}
