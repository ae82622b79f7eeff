using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Consent;

/// <summary>Under 18 the visit needs a recorded basis: a guardian's consent, or the minor's own by a rule that the clinician names.</summary>
internal static class MinorRules
{
    public static VisitDecision Decide(Turn turn, ConsentAsGuardian command)
    {
        if (NotOpen(turn) is { } wrong) return wrong;
        if (command.Consent is not { Accepted: true } consent || turn.Self is not { Identified: true } guardian) return Answer.No(RefusalCode.CheckInIncomplete);
        if (!CheckInAnswers.IsWellFormed(consent)) return Answer.No(RefusalCode.Invalid);

        return Answer.Of(
            new ConsentGiven(guardian.Id, consent.Version, consent.Language, consent.State, consent.TextHash),
            new MinorBasisRecorded(MinorBasis.GuardianConsented, guardian.Id));
    }

    public static VisitDecision Decide(Turn turn, RecordMinorBasis command) =>
        NotOpen(turn)
        ?? (!Shape.Known(command.Basis) ? Answer.No(RefusalCode.Invalid)
            : turn.Visit.MinorBasis == command.Basis ? VisitDecision.Nothing
            : Answer.Of(new MinorBasisRecorded(command.Basis, null)));

    private static VisitDecision? NotOpen(Turn turn) =>
        turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold);
}
