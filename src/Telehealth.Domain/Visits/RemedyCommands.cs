using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>What a clinician can do on the spot about a verdict that holds: make sure of the place, or choose an authority and say why. Each answers with a new verdict.</summary>
internal static class RemedyCommands
{
    public static VisitDecision Decide(Turn turn, ConfirmLocation command)
    {
        if (NotTheirs(turn) is { } wrong) return wrong;
        if (!Shape.Known(command.Method) || !Shape.NoteOrNone(command.Note, Shape.ReasonLength)) return Answer.No(RefusalCode.Invalid);
        if (turn.Visit.Attestation is not { State: not null } place) return Answer.No(RefusalCode.CheckInIncomplete, "The patient has not said where they are.");
        if (!place.HasAddress) return Answer.No(RefusalCode.CheckInIncomplete, "The patient has not given a street address.");
        return Settle(turn, new LocationConfirmed(turn.Actor.Staff!.Value, place.Sequence, command.Method) { Detail = Note(command.Note) });
    }

    public static VisitDecision Decide(Turn turn, ChooseExemption command)
    {
        if (NotTheirs(turn) is { } wrong) return wrong;
        if (!Shape.Known(command.Reason) || !Shape.Known(command.Relationship) || !Shape.NoteOrNone(command.Note, Shape.ReasonLength)) return Answer.No(RefusalCode.Invalid);
        if (command.Reason is JustificationReason.Other && string.IsNullOrWhiteSpace(command.Note)) return Answer.No(RefusalCode.Invalid, "Say why in words.");
        var me = turn.Actor.Staff!.Value;
        return turn.Facts.Clinic.Clinicians.TryGetValue(me, out var clinician) && AuthorityLedger.Of(clinician).Current.Any(a => a.Id == command.AuthorityId)
            ? Settle(turn, new ExemptionChosen(me, command.AuthorityId, command.Reason, command.Relationship) { Detail = Note(command.Note) })
            : Answer.No(RefusalCode.Invalid, "No such authority of yours.");
    }

    /// <summary>Whoever may take the patient: the visit's clinician, one in it or offered it, anyone where it has none yet or where theirs is gone.</summary>
    private static VisitDecision? NotTheirs(Turn turn)
    {
        var wrong = turn.NotIn(VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold);
        if (wrong is null && TransferRules.IsOpenToRescue(turn)) return null;
        if (AdmissionRules.Stranger(turn)) return Answer.No(RefusalCode.NotFound);
        if (turn.Visit.ClinicianId is not null && !turn.Is(Standing.VisitClinician | Standing.AddedClinician | Standing.Receiver)) return Answer.No(RefusalCode.NotAllowed);
        return wrong;
    }

    private static VisitDecision Settle(Turn turn, VisitEvent said)
    {
        var me = turn.Actor.Staff!.Value;
        var after = turn with { Visit = turn.Visit.Fold([(said, turn.Now)]) };
        var evaluation = after.Evaluate(me, DecisionPurpose.Reevaluation, DecisionBasis.Start);
        return Answer.Of(evaluation, [said, .. me == turn.Visit.ClinicianId ? LocationRules.Consequences(turn, [said], evaluation) : []]);
    }

    private static PersonalDetail? Note(string? note) => string.IsNullOrWhiteSpace(note) ? null : new() { Note = note };
}
