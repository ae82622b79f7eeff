using Telehealth.Domain.Views;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>What the gate says now that something was settled.</summary>
public sealed record VerdictAnswer : VersionAnswer
{
    public LicensureDecisionView? Decision { get; init; }

    internal static VerdictAnswer Of(Desk.VisitOutcome? outcome, RefusalView? refusal) =>
        new() { Version = outcome?.Version, Refusal = refusal, Decision = LicensureDecisionView.Of(outcome?.Evaluation ?? outcome?.Visit.LastDecision) };
}
