using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Consent;

/// <summary>Under 18 the visit needs a recorded basis: a guardian's consent, or the minor's own by a rule that holds at that age and place.</summary>
internal static class MinorRules
{
    public static VisitDecision Decide(Turn turn, ConsentAsGuardian command)
    {
        if (NotOpen(turn) is { } wrong) return wrong;
        if (command.Consent is not { Accepted: true } consent || turn.Self is not { Identified: true } guardian) return Answer.No(RefusalCode.CheckInIncomplete);
        if (!CheckInAnswers.IsWellFormed(consent)) return Answer.No(RefusalCode.Invalid);

        var given = new ConsentGiven(guardian.Id, consent.Version, consent.Language, consent.State, consent.TextHash);

        // A guardian whom staff let stay does not make the minor's own basis theirs.
        return MinorConsent.IsAlone(turn.Visit.MinorBasis) ? Answer.Of(given) : Answer.Of(given, new MinorBasisRecorded(MinorBasis.GuardianConsented, guardian.Id));
    }

    public static VisitDecision Decide(Turn turn, RecordMinorBasis command)
    {
        if (NotOpen(turn) is { } wrong) return wrong;
        if (!Shape.Known(command.Basis)) return Answer.No(RefusalCode.Invalid);
        if (MinorFacts.QuestionOf(turn.Visit, turn.Facts, turn.Visit.ClinicianId, turn.Now) is not { } asked)
            return Answer.No(RefusalCode.CheckInIncomplete, "The patient's date of birth and place must be known first.");

        var findings = MinorConsent.Decide(turn.Facts.Clinic.Rules.Minors, asked with { Basis = command.Basis });
        if (findings.IsEmpty) return Answer.No(RefusalCode.Invalid, "The patient is not a minor.");
        if (findings.FirstOrDefault(f => !f.Holds) is { } missing)
            return Answer.No(RefusalCode.Invalid, $"No rule of the clinic lets a patient of this age be treated on this basis in {missing.State}.");

        var put = MinorConsent.IsAlone(command.Basis) && !command.KeepGuardian ? WithoutGuardians(turn.Visit) : [];
        return turn.Visit.MinorBasis == command.Basis && put.Length == 0 ? VisitDecision.Nothing
            : Answer.Of([.. turn.Visit.MinorBasis == command.Basis ? Array.Empty<VisitEvent>() : [new MinorBasisRecorded(command.Basis, null)], .. put]);
    }

    public static VisitDecision Decide(Turn turn, VerifyGuardian command)
    {
        if (NotOpen(turn) is { } wrong) return wrong;
        if (!Shape.Known(command.Method)) return Answer.No(RefusalCode.Invalid);
        if (command.GuardianId is { } id)
        {
            if (turn.Visit.Find(id) is not { Role: ParticipantRole.Guardian, State: not ParticipantState.Removed } guardian) return Answer.No(RefusalCode.Invalid, "No such guardian.");
            if (!guardian.Identified) return Answer.No(RefusalCode.CheckInIncomplete, "The guardian has not arrived.");
        }

        return turn.Visit.GuardianVerification is { } known && known.GuardianId == command.GuardianId && known.Method == command.Method
            ? VisitDecision.Nothing
            : Answer.Of(new GuardianIdentityVerified(command.GuardianId, command.Method, turn.Actor.Staff!.Value));
    }

    /// <summary>Where a minor decides alone no guardian stays in the visit, and none of their links works, unless staff say so.</summary>
    private static VisitEvent[] WithoutGuardians(Visit visit) =>
        [.. visit.Participants.Where(p => p is { Role: ParticipantRole.Guardian, State: not ParticipantState.Removed }).Select(p => new ParticipantRemoved(p.Id))];

    private static VisitDecision? NotOpen(Turn turn) =>
        turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold);
}
