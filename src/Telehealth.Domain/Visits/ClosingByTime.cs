using NodaTime;

namespace Telehealth.Domain.Visits;

/// <summary>The rules of time that close a visit. None does while two people are connected or a safety concern is open.</summary>
internal static class ClosingByTime
{
    public static IReadOnlyList<RuleOfTime> All { get; } =
    [
        Closing(ClosingRule.PatientNoShow, (v, p) => BeforeStart(v) && NoShowRules.PatientNeverCame(v) ? v.PlannedEnd + p.NoShowAutomaticAfterEnd : null, _ => true),
        Closing(ClosingRule.ClinicNoShow, Unseen, t => Gone(t, out var leftAt) && NoShowRules.LeftWithoutTheClinic(t.Visit, leftAt, t.Policy)),
        Closing(ClosingRule.LeftUnseen, Unseen, t => Gone(t, out _)),
        Closing(ClosingRule.RefusedOnly, (v, p) => BeforeStart(v) && v is { PatientEverWaited: false, CheckInWasRefused: true } ? v.PlannedEnd + p.RefusedAfterEnd : null, _ => true),
        Closing(ClosingRule.Abandoned, (v, p) => v.StartedAt is null ? null : v.ExpectedEnd + p.AbandonedAfterExpectedEnd, NobodyThere),
    ];

    private static RuleOfTime Closing(ClosingRule rule, Func<Visit, VisitPolicy, Instant?> due, Func<Turn, bool> holds) => new(
        rule.ToString(),
        (v, p) => v.Closing is null && v.OpenConcern is null ? due(v, p) : null,
        t => t.ConnectedPeople() < 2 && holds(t) ? [new EventEntry(new VisitClosedByRule(rule))] : []);

    private static bool BeforeStart(Visit visit) => visit.StartedAt is null && visit.Claim is null;

    private static Instant? Unseen(Visit visit, VisitPolicy policy) =>
        BeforeStart(visit) && visit.PatientEverWaited ? visit.PlannedEnd + policy.NoShowAutomaticAfterEnd : null;

    /// <summary>They left, or have been away; someone who is still waiting is not closed upon. Who never left waited to the end.</summary>
    private static bool Gone(Turn turn, out Instant? leftAt)
    {
        var patient = turn.Visit.Patient!;
        leftAt = patient.State is ParticipantState.Waiting ? turn.Facts.LastSeen(patient) ?? turn.Now : turn.Visit.PatientLeftWaitingAt;
        return patient.State is not ParticipantState.Waiting || turn.PatientAway();
    }

    private static bool NobodyThere(Turn turn) =>
        turn.Visit.Participants.All(p => turn.GoneFor(p, turn.Policy.AbandonedNobodyFor, p.AdmittedAt));
}
