using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>One person at a time: private time with a teenager, an interpreter let in alone, somebody put out.</summary>
internal static class ParticipantRules
{
    public static VisitDecision Decide(Turn turn, AdmitParticipant command)
    {
        if (turn.NotIn(VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        if (turn.Visit.Find(command.ParticipantId) is not { } person) return Answer.No(RefusalCode.Invalid);
        return (person.State, person.Role) switch
        {
            (ParticipantState.Admitted, _) => VisitDecision.Nothing,
            (ParticipantState.Removed, _) => Answer.No(RefusalCode.NotAllowed, "This person was removed. Invite them again."),
            (_, ParticipantRole.Clinician) => AdmitClinician(turn, person),
            (ParticipantState.Held, _) => Answer.Of(new ParticipantAdmitted(person.Id)),

            // The patient's way in is the gate's; nobody is let in around it.
            (_, ParticipantRole.Patient) => Answer.No(RefusalCode.WrongPhase, "Admit the patient instead."),
            (ParticipantState.Waiting, _) => Answer.Of(new ParticipantAdmitted(person.Id)),
            _ => Answer.No(RefusalCode.CheckInIncomplete, "This person has not arrived."),
        };
    }

    public static VisitDecision Decide(Turn turn, HoldParticipant command)
    {
        if (turn.NotIn(VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        if (turn.Visit.Find(command.ParticipantId) is not { } person || person.StaffId == turn.Visit.ClinicianId && person.StaffId is not null)
            return Answer.No(RefusalCode.Invalid);
        return person.State switch
        {
            ParticipantState.Held => VisitDecision.Nothing,
            ParticipantState.Admitted => Answer.Of(new ParticipantHeld(person.Id)),
            ParticipantState.Invited or ParticipantState.Waiting or ParticipantState.Left or ParticipantState.Removed =>
                Answer.No(RefusalCode.WrongPhase, "This person is not in the visit now."),
        };
    }

    public static VisitDecision Decide(Turn turn, RemoveParticipant command)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        if (turn.Visit.Find(command.ParticipantId) is not { } person || !Shape.NoteOrNone(command.Reason, Shape.ReasonLength)) return Answer.No(RefusalCode.Invalid);
        if (turn.Visit.StartedAt is not null && !turn.Is(Standing.VisitClinician)) return Answer.No(RefusalCode.NotAllowed);

        // The visit is about these two: without them it is ended, refused, transferred or reassigned.
        if (person.Role is ParticipantRole.Patient || (person.StaffId is not null && IsResponsible(turn.Visit, person)))
            return Answer.No(RefusalCode.NotAllowed, "The patient and the visit's clinician cannot be removed.");

        return person.State is ParticipantState.Removed
            ? VisitDecision.Nothing
            : Answer.Of(new ParticipantRemoved(person.Id) { Detail = command.Reason is null ? null : new() { Note = command.Reason } });
    }

    public static VisitDecision DecideLeave(Turn turn)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        if (turn.Self is not { } self) return Answer.No(RefusalCode.NotAllowed);
        return self.State switch
        {
            ParticipantState.Admitted => Answer.Of(new ParticipantLeft(self.Id)),

            // Leaving the line is the patient's own verb, with a reason.
            ParticipantState.Waiting when self.Role is not ParticipantRole.Patient => Answer.Of(new ParticipantLeft(self.Id)),
            ParticipantState.Left => VisitDecision.Nothing,
            ParticipantState.Invited or ParticipantState.Waiting or ParticipantState.Held or ParticipantState.Removed => Answer.No(RefusalCode.WrongPhase),
        };
    }

    /// <summary>A second clinician is a start of their own.</summary>
    private static VisitDecision AdmitClinician(Turn turn, Participant person)
    {
        if (turn.NotIn(VisitPhase.InProgress) is { } wrong) return wrong;
        var clinician = person.StaffId!.Value;
        var basis = VisitLicensure.BasisFor(turn.Visit, clinician, turn.Now);
        var evaluation = turn.Evaluate(clinician, DecisionPurpose.Admit, basis);
        return evaluation.Verdict is Verdict.Allow
            ? Answer.Of(evaluation, [new ParticipantAdmitted(person.Id), .. GrantRules.Renewed(turn, clinician, basis, evaluation)])
            : Answer.No(evaluation, evaluation.Refuse());
    }

    private static bool IsResponsible(Visit visit, Participant person) =>
        person.StaffId == visit.ClinicianId || person.StaffId == visit.Claim?.ClinicianId || person.StaffId == visit.Transfer?.To;
}
