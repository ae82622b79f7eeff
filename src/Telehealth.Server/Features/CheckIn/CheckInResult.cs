using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>How a check-in or a new place came out; a refusal may stand beside the values.</summary>
public sealed record CheckInResult : VersionAnswer
{
    public VisitPhase? Phase { get; init; }

    /// <summary>Place in line, 1 is next.</summary>
    public int? Place { get; init; }

    public EstimatedWaitView? EstimatedWait { get; init; }
    public LicensureDecisionView? Decision { get; init; }

    internal static CheckInResult Of(Desk.VisitOutcome? outcome, RefusalView? refusal, IWaitingLines lines)
    {
        if (outcome is null) return new() { Refusal = refusal };
        var visit = outcome.Visit.Visit;
        var line = lines.Of(visit.Id);
        return new()
        {
            Phase = visit.Phase, Version = outcome.Version, Place = line?.Place, EstimatedWait = line?.EstimatedWait, Refusal = refusal,
            Decision = LicensureDecisionView.Of(outcome.Evaluation ?? outcome.Visit.LastDecision),
        };
    }
}
