using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>Something that falls due by itself: when, from the state alone, and what then happens.</summary>
/// <param name="Due">Null when it never will as things are.</param>
/// <param name="Happens">Nothing when who is connected keeps it back.</param>
internal sealed record RuleOfTime(string Name, Func<Visit, VisitPolicy, Instant?> Due, Func<Turn, IEnumerable<VisitEntry>> Happens);

/// <summary>All rules of time. Whatever is due at one instant is decided together, in this order.</summary>
internal static class RulesOfTime
{
    public static IReadOnlyList<RuleOfTime> All { get; } =
    [
        new("Claim lapses", (v, _) => v.Closing is null ? v.Claim?.Until : null, ClaimLapses),
        Alert(VisitAlert.ClinicianLateBoard, (v, p) => LateSince(v) + p.ClinicianLateBoardAfter),
        Alert(VisitAlert.ClinicianLatePatientTold, (v, p) => LateSince(v) + p.ClinicianLatePatientAfter),
        Alert(VisitAlert.ClinicianLateFrontDesk, (v, p) => LateSince(v) + p.ClinicianLateFrontDeskAfter),
        Alert(VisitAlert.AttestationAgeing, (v, p) => v.Phase is VisitPhase.Waiting ? v.Attestation?.At + p.AttestationAskAt : null),
        Alert(VisitAlert.HoldNudge, (v, p) => v.HeldSince + p.HoldNudgeAfter),
        Alert(VisitAlert.HoldFrontDesk, (v, p) => v.HeldSince + p.HoldFrontDeskAfter),
        Alert(VisitAlert.SafetyUnacknowledged, (v, p) => Unacknowledged(v) + p.SafetyEscalatesAfter),
        Alert(VisitAlert.AuthorityEndsSoon, MidnightNears),
        new("Local midnight asks again", (v, _) => v.Alerted(VisitAlert.AuthorityEndsSoon) ? Midnight(v) : null, AskAgain),
        .. ClosingByTime.All,
    ];

    public static VisitDecision Decide(Turn turn)
    {
        var entries = new List<VisitEntry>();
        foreach (var rule in All)
        {
            if (rule.Due(turn.Visit, turn.Policy) is not { } due || due > turn.Now) continue;
            var happened = new VisitDecision([.. rule.Happens(turn)]);
            entries.AddRange(happened.Entries);
            turn = turn with { Visit = turn.Visit.Fold(happened.Events.Select(e => (e, turn.Now))) };
        }

        return new([.. entries]);
    }

    private static RuleOfTime Alert(VisitAlert alert, Func<Visit, VisitPolicy, Instant?> due) =>
        new(alert.ToString(), (v, p) => v.Alerted(alert) ? null : due(v, p), _ => [new EventEntry(new AlertRaised(alert))]);

    private static IEnumerable<VisitEntry> ClaimLapses(Turn turn) => AdmissionRules
        .ReleaseClaim(turn.Visit, turn.Visit.AdmitRequestedUntil is null ? ClaimReleaseReason.Expired : ClaimReleaseReason.AdmitRequestLapsed)
        .Select(e => new EventEntry(e));

    /// <summary>A clinician is late for a patient who is there: from the start, or from a later arrival.</summary>
    private static Instant? LateSince(Visit visit) =>
        visit is { Phase: VisitPhase.Waiting, Claim: null, Patient.WaitingSince: { } since } ? Instant.Max(since, visit.StartsAt) : null;

    private static Instant? Unacknowledged(Visit visit) =>
        visit.SafetyConcerns.Where(c => c.AcknowledgedAt is null).Select(c => (Instant?)c.RaisedAt).Min();

    /// <summary>Authority was decided to ExpectedEnd; dates end at midnight, so the next one after it ends what an overrun may rely on.</summary>
    private static Instant? Midnight(Visit visit) => visit is { StartedAt: not null, Closing: null, ExpectedEnd: { } end }
        ? LocalMidnight.Next(visit.Attestation?.State, Instant.Max(end, visit.Alerts.FirstOrDefault(a => a.Alert is VisitAlert.LocalMidnightPassed)?.At ?? end))
        : null;

    private static Instant? MidnightNears(Visit visit, VisitPolicy policy) =>
        Midnight(visit) is { } midnight ? Instant.Max(visit.ExpectedEnd!.Value, midnight - policy.ExpiryWarning) : null;

    private static IEnumerable<VisitEntry> AskAgain(Turn turn)
    {
        var evaluation = turn.Evaluate(turn.Visit.ClinicianId!.Value, DecisionPurpose.Reevaluation, DecisionBasis.Continuation);
        return Answer.Of(evaluation, [
            new AlertCleared(VisitAlert.AuthorityEndsSoon),
            new AlertRaised(VisitAlert.LocalMidnightPassed),
            .. GrantRules.Denied(turn, evaluation),
        ]).Entries;
    }
}
