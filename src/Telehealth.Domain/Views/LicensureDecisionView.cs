using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Views;

/// <summary>A licensure decision as clients see it (protocol.md, Shapes).</summary>
public sealed record LicensureDecisionView(
    Verdict Verdict, IReadOnlyList<ReasonView> Reasons, string? Jurisdiction, AuthorityId? AuthorityId, IReadOnlyList<string> Candidates,
    Instant DecidedAt, Instant ValidUntil, string RulesVersion)
{
    /// <summary>What it rested on; for staff, where they look at the visit.</summary>
    public DecisionEvidenceView? Evidence { get; init; }

    public static LicensureDecisionView? Of(LicensureDecision? decision) => decision is null ? null : new(
        decision.Verdict, [.. decision.Reasons.Select(ReasonView.Of)], decision.Jurisdiction, decision.AuthorityId, decision.Candidates,
        decision.DecidedAt, decision.ValidUntil, decision.RulesVersion);

    /// <summary>With the evidence, which is for staff alone.</summary>
    public static LicensureDecisionView? ForStaff(LicensureDecision? decision, Func<StaffId, StaffName?> staffOf) =>
        decision is null ? null : Of(decision)! with { Evidence = DecisionEvidenceView.Of(decision, staffOf) };
}

/// <param name="Code">SCREAMING_SNAKE.</param>
/// <param name="Text">One plain sentence.</param>
/// <param name="Remedies">What lifts a Hold, the first thing to try first; absent for every other severity.</param>
public sealed record ReasonView(string Code, ReasonSeverity Severity, string Text, IReadOnlyList<Remedy>? Remedies = null)
{
    public static ReasonView Of(Reason reason) =>
        new(reason.Code.ToWire(), reason.Severity, ReasonTexts.Of(reason.Code), RemedyRules.Of(reason) is { IsEmpty: false } remedies ? remedies : null);
}
