using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.Reports;

/// <summary>How a booked visit's place is known.</summary>
internal enum PlaceBasis { StatedForThisVisit, LastVisit, Unknown }

/// <summary>What the gate says today and what it will say then, in one state.</summary>
internal sealed record Endangered(string State, Verdict Today, Verdict Then, IReadOnlyList<ReasonView> Reasons, MatrixAuthority? Authority);

/// <summary>Which booked visits a licence will break: where the answer of the visit's day is worse than today's, or an authority is not in order by then.</summary>
internal static class EndangeredRules
{
    /// <param name="place">Null where nobody knows it yet: then every state in which the clinician may treat today is looked at.</param>
    public static IReadOnlyList<Endangered> Of(ClinicFacts clinic, ClinicianFacts clinician, string? place, Func<string, LicensureDecision> today, Func<string, DryRunOf> then)
    {
        var states = place is null ? clinic.ServedStates.Where(s => today(s).Verdict is not Verdict.Deny) : [place];
        return [.. states.Select(s => Compare(clinic, clinician, s, today(s), then(s))).OfType<Endangered>()];
    }

    private static Endangered? Compare(ClinicFacts clinic, ClinicianFacts clinician, string state, LicensureDecision today, DryRunOf then)
    {
        var decision = DryRun.Ask(clinic, clinician, then);
        var reasons = decision.Reasons.Where(r => IsOfAuthority(r.Code) || (decision.Verdict > today.Verdict && r.Severity is not ReasonSeverity.Info)).ToList();
        if (decision.Verdict <= today.Verdict && reasons.Count == 0) return null;
        var authority = DryRun.AuthorityOf(clinician, today.AuthorityId is null ? decision : today);
        return new(state, today.Verdict, decision.Verdict, [.. reasons.Select(ReasonView.Of)], MatrixAuthority.Of(authority));
    }

    /// <summary>It ends, it has not begun, or nobody looked at its source for long.</summary>
    private static bool IsOfAuthority(ReasonCode code) => code is ReasonCode.AuthorityExpired or ReasonCode.AuthorityExpiresDuringVisit
        or ReasonCode.AuthorityNotYetEffective or ReasonCode.VerificationStale or ReasonCode.VerificationMissing;
}
