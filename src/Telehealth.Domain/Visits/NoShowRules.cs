using NodaTime;

namespace Telehealth.Domain.Visits;

/// <summary>Who did not come. Never marked while a safety concern is open, and never against someone who did.</summary>
internal static class NoShowRules
{
    public static VisitDecision Decide(Turn turn, MarkNoShow command)
    {
        if (turn.NotIn(VisitPhase.Scheduled) is { } wrong) return wrong;
        if (turn.Visit.OpenConcern is not null) return Answer.No(RefusalCode.NotAllowed, "A safety concern is open.");
        return command.Who switch
        {
            NoShowWho.Patient => DecidePatient(turn),
            NoShowWho.Clinic => LeftWithoutTheClinic(turn.Visit, turn.Visit.PatientLeftWaitingAt, turn.Policy)
                ? Answer.Of(new NoShowMarked(NoShowWho.Clinic))
                : Answer.No(RefusalCode.NotAllowed, "The patient did not wait in vain for a clinician who never came."),
            _ => Answer.No(RefusalCode.Invalid),
        };
    }

    /// <summary>Whether MarkNoShow of the patient is to be offered to the visit's clinician now.</summary>
    public static bool IsOffered(Visit visit, PresenceFacts presence, VisitPolicy policy, Instant now) =>
        visit is { Phase: VisitPhase.Scheduled, OpenConcern: null, Clinician: { } clinician } && PatientNeverCame(visit)
        && now >= visit.StartsAt + policy.NoShowOfferedAfter
        && presence.People.GetValueOrDefault(clinician.Id)?.ConnectedSince is { } since && now - since >= policy.NoShowNeedsClinicianPresent;

    public static bool PatientNeverCame(Visit visit) => !visit.PatientEverWaited && !visit.CheckInWasRefused;

    /// <summary>The patient waited, was not admitted, left after start and ten minutes, and the clinician never opened the visit.</summary>
    public static bool LeftWithoutTheClinic(Visit visit, Instant? leftAt, VisitPolicy policy) =>
        visit is { PatientEverWaited: true, StartedAt: null, ClinicianOpenedAt: null } && leftAt >= visit.StartsAt + policy.ClinicNoShowLeftAfterStart;

    private static VisitDecision DecidePatient(Turn turn)
    {
        if (!turn.Is(Standing.VisitClinician)) return Answer.No(RefusalCode.NotAllowed);
        if (!PatientNeverCame(turn.Visit)) return Answer.No(RefusalCode.WrongPhase, "The patient has been here.");
        return IsOffered(turn.Visit, turn.Facts.Presence, turn.Policy, turn.Now) ? Answer.Of(new NoShowMarked(NoShowWho.Patient)) : Answer.No(RefusalCode.TooEarly);
    }
}
