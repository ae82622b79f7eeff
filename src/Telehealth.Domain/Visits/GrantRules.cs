using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>The way into the room. Each grant asks the gate again; there is none before admission and none outside a running visit.</summary>
internal static class GrantRules
{
    public static VisitDecision Decide(Turn turn)
    {
        if (turn.NotIn(VisitPhase.InProgress) is { } wrong) return wrong;
        if (turn.Self is not { } self || !IsIn(self)) return Answer.No(RefusalCode.NotAllowed, "This person has not been admitted.");
        if (turn.Visit.Room is not { } room) return Answer.No(RefusalCode.VideoUnavailable);

        // A guest rests on the visit's clinician and patient; a second clinician on their own authority.
        if ((self.Role is ParticipantRole.Clinician ? self.StaffId : turn.Visit.ClinicianId) is not { } clinician) return Answer.No(RefusalCode.NotAllowed);

        var basis = VisitLicensure.BasisFor(turn.Visit, clinician, turn.Now);
        var evaluation = turn.Evaluate(clinician, DecisionPurpose.Grant, basis);
        if (evaluation.Verdict is not Verdict.Allow) return WithoutAllow(turn, self, room, evaluation);

        var terms = new RoomGrantTerms(
            self.Id, self.Role, room, basis is DecisionBasis.Start ? GrantBasis.Start : GrantBasis.Continuation,
            Expiry(turn, VisitLicensure.ExpectedEnd(turn.Visit, turn.Now)));
        return Answer.Of(evaluation, [.. Renewed(turn, clinician, basis, evaluation), .. Returned(self)]).With(new GrantEntry(terms));
    }

    /// <summary>To ExpectedEnd and an hour, and at least for an hour and a half.</summary>
    public static Instant Expiry(Turn turn, Instant expectedEnd) =>
        Instant.Max(expectedEnd + turn.Policy.TokenGrace, turn.Now + turn.Policy.TokenAtLeast);

    /// <summary>What an Allow leaves behind: where continuations count from, and no alert that says otherwise.</summary>
    public static IEnumerable<VisitEvent> Renewed(Turn turn, StaffId clinician, DecisionBasis basis, LicensureDecision evaluation) =>
        basis is DecisionBasis.Start && turn.Visit.Attestation is { State: { } state } place
            ? [new ContinuationRenewed(clinician, place.Sequence, state), .. VisitLicensure.Used(turn.Visit, clinician, evaluation)]
        : turn.Visit.ClinicianId == clinician && turn.Visit.Alerted(VisitAlert.ContinuationDenied) ? [new AlertCleared(VisitAlert.ContinuationDenied)]
        : [];

    /// <summary>The clinician hears at once that the running visit may not go on.</summary>
    public static IEnumerable<VisitEvent> Denied(Turn turn, LicensureDecision evaluation) =>
        evaluation.Verdict is Verdict.Deny && !turn.Visit.Alerted(VisitAlert.ContinuationDenied) ? [new AlertRaised(VisitAlert.ContinuationDenied)] : [];

    private static VisitDecision WithoutAllow(Turn turn, Participant self, VisitRoom room, LicensureDecision evaluation)
    {
        var alert = Denied(turn, evaluation);
        if (SafetyConcern(turn, self) is not { } concern) return Answer.No(evaluation, evaluation.Refuse(), alert);

        var terms = new RoomGrantTerms(self.Id, self.Role, room, GrantBasis.SafetyContinuation, turn.Now + turn.Policy.SafetyContinuationLasts);
        return Answer.Of(evaluation, [.. alert, new SafetyContinuationUsed(self.Id, concern.Id), .. Returned(self)]).With(new GrantEntry(terms));
    }

    /// <summary>The one named exception: an open concern, a clinic that allows it, and the same two people who were lawfully started.</summary>
    private static SafetyConcern? SafetyConcern(Turn turn, Participant self) =>
        turn.Policy.SafetyContinuationAllowed && turn.Visit.ClinicianId is { } clinician && turn.Visit.LawfulStartOf(clinician) is not null
        && (self.Role is ParticipantRole.Patient || self.StaffId == clinician)
            ? turn.Visit.OpenConcern
            : null;

    private static bool IsIn(Participant self) =>
        self.State is ParticipantState.Admitted || self is { State: ParticipantState.Left, AdmittedAt: not null };

    private static IEnumerable<VisitEvent> Returned(Participant self) =>
        self.State is ParticipantState.Left ? [new ParticipantReturned(self.Id)] : [];
}
