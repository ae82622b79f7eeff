using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Visits;

internal static class Expect
{
    public static void Refused(this VisitDecision decision, RefusalCode code) => Assert.Equal(code, decision.Refusal?.Code);

    public static void Did<TEvent>(this VisitDecision decision) where TEvent : VisitEvent
    {
        Assert.Null(decision.Refusal);
        Assert.Contains(decision.Events, e => e is TEvent);
    }

    public static void DidNothing(this VisitDecision decision)
    {
        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Entries);
    }

    public static void Evaluated(this VisitDecision decision, Verdict verdict) => Assert.Equal(verdict, decision.Evaluation?.Verdict);

    public static bool Raised(this VisitDecision decision, VisitAlert alert) => decision.Events.OfType<AlertRaised>().Any(e => e.Alert == alert);

    public static ReasonCode[] Reasons(this VisitDecision decision) => [.. decision.Evaluation!.Reasons.Select(r => r.Code)];
}
