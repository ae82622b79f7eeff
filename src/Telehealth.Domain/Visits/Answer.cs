using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>The ways in which a rule answers.</summary>
internal static class Answer
{
    public static VisitDecision Of(params IEnumerable<VisitEvent> events) => new([.. events.Select(e => new EventEntry(e))]);

    /// <summary>Events that rest on an evaluation, which is recorded before them.</summary>
    public static VisitDecision Of(LicensureDecision evaluation, params IEnumerable<VisitEvent> events) =>
        new([new EvaluationEntry(evaluation), .. Of(events).Entries]);

    public static VisitDecision No(RefusalCode code, string? detail = null) => new([], new Refusal(code, detail));

    public static VisitDecision No(LicensureDecision evaluation, Refusal refusal, params IEnumerable<VisitEvent> events) =>
        Of(evaluation, events) with { Refusal = refusal };

    public static VisitDecision With(this VisitDecision decision, VisitEntry entry) => decision with { Entries = decision.Entries.Add(entry) };

    /// <summary>How a verdict that is not Allow is told.</summary>
    public static Refusal Refuse(this LicensureDecision decision) => decision.Verdict switch
    {
        Verdict.Hold => new(RefusalCode.LicensureHold, null, decision),
        Verdict.Deny => new(RefusalCode.LicensureDenied, null, decision),
        Verdict.Allow => throw new InvalidOperationException("An Allow is not a refusal."),
    };
}
