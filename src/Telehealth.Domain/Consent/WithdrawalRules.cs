using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Consent;

/// <summary>
/// Consent can be taken back at any time. From then on nothing starts and no grant follows; a running call is not cut, but its clinician hears of it
/// at once.
/// </summary>
internal static class WithdrawalRules
{
    public static VisitDecision Decide(Turn turn, WithdrawConsent command)
    {
        if (turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold) is { } wrong) return wrong;
        if (PersonOf(turn, command) is not { } person) return Answer.No(RefusalCode.Invalid, "Only the patient's or a guardian's consent can be taken back.");
        if (!Gave(turn.Visit, person)) return Answer.No(RefusalCode.CheckInIncomplete, "There is no consent to take back.");

        VisitEvent[] said =
        [
            new ConsentWithdrawn(person.Id),
            .. turn.Visit.Phase is VisitPhase.Scheduled || turn.Visit.Alerted(VisitAlert.ConsentWithdrawn) ? [] : new VisitEvent[] { new AlertRaised(VisitAlert.ConsentWithdrawn) },
        ];
        return turn.Visit.Attestation is null ? Answer.Of(said) : Answer.Of(LocationRules.Judge(turn, said), said);
    }

    /// <summary>Staff say whose; everybody else takes back their own, and a guardian beside the patient the patient's.</summary>
    private static Participant? PersonOf(Turn turn, WithdrawConsent command)
    {
        var person = turn.Is(Standing.VisitStaff) ? command.ParticipantId is { } id ? turn.Visit.Find(id) : turn.Visit.Patient : turn.Self;
        return person is { Role: ParticipantRole.Patient or ParticipantRole.Guardian, State: not ParticipantState.Removed } ? person : null;
    }

    /// <summary>A guardian whose word a clinician recorded has nothing of their own, and can take it back all the same.</summary>
    private static bool Gave(Visit visit, Participant person) =>
        person.Consent is not null || (person.Role is ParticipantRole.Guardian && visit is { MinorBasis: MinorBasis.GuardianConsented, MinorGuardianId: null });
}
