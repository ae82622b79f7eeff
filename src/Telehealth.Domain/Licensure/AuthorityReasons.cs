using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>What is said of the authority relied on, or why there is none.</summary>
internal static class AuthorityReasons
{
    public static void Of(LicensureEvidence evidence, Asked asked, ClinicianFinding? best, ClinicianFinding[] all, Reasons reasons)
    {
        if (asked is { ClinicianId: null, MustBeNamed: true })
        {
            reasons.Deny(ReasonCode.ClinicianNotNamed);
            return;
        }

        if (!PlaceReasons.InUs(evidence) || evidence.State is null) return;
        if (best is { Nearest: { } relied }) Relied(evidence, asked, relied, reasons);
        else if (all.Length == 0) reasons.Deny(ReasonCode.NoAuthorityInState, evidence.State);
        else
        {
            foreach (var finding in all) Missed(evidence, asked, finding, reasons);
        }
    }

    private static void Relied(LicensureEvidence evidence, Asked asked, AuthorityFinding relied, Reasons reasons)
    {
        var authority = relied.Authority;
        var subject = relied.Applies && !MayWarn(evidence, authority, asked) ? null : authority.Id.ToString();
        foreach (var code in relied.Obstacles) reasons.Add(code, Obstacles.SeverityOf(code), subject);
        if (IsStale(evidence, authority, asked)) reasons.Warn(ReasonCode.VerificationStale, subject);
        if (EndsSoon(evidence, authority)) reasons.Warn(ReasonCode.AuthorityExpiringSoon, subject);
        if (evidence.More is not { } more) return;

        if (IsEncumbered(authority)) reasons.Warn(ReasonCode.LicenseEncumbered, subject);
        if (RulesAreStale(more, authority, asked)) reasons.Warn(ReasonCode.RuleTableStale, subject);
        if (more.FlexibilityEndsOn is { } end) Flexibility(end, evidence, reasons);
    }

    private static void Missed(LicensureEvidence evidence, Asked asked, ClinicianFinding finding, Reasons reasons)
    {
        var subject = asked.ClinicianId is null ? evidence.State : finding.Nearest?.Authority.Id.ToString() ?? evidence.State;
        foreach (var code in finding.Obstacles) reasons.Add(code, Obstacles.SeverityOf(code), subject);
    }

    private static bool MayWarn(LicensureEvidence evidence, AuthorityEvidence authority, Asked asked) =>
        IsStale(evidence, authority, asked) || EndsSoon(evidence, authority) || IsEncumbered(authority)
        || (evidence.More is { } more && RulesAreStale(more, authority, asked));

    private static bool IsStale(LicensureEvidence evidence, AuthorityEvidence authority, Asked asked) =>
        authority.VerifiedOn is { } on && Period.DaysBetween(on, asked.DecidedAt.InUtc().Date) > evidence.Numbers.VerifiedWithinDays;

    private static bool EndsSoon(LicensureEvidence evidence, AuthorityEvidence authority)
    {
        var last = evidence.Dates[0].EndsOn;
        foreach (var dates in evidence.Dates) last = LocalDate.Max(last, dates.EndsOn);
        return Period.DaysBetween(last, authority.ExpiresOn) <= evidence.Numbers.ExpiringWithinDays;
    }

    private static bool IsEncumbered(AuthorityEvidence authority) => authority.BoardStatus is BoardStatus.Probation || authority.Terms is { Encumbered: true };

    private static bool RulesAreStale(WiderEvidence more, AuthorityEvidence authority, Asked asked) =>
        authority.Terms?.RulesAsOf is { } read && Period.DaysBetween(read, asked.DecidedAt.InUtc().Date) > more.Numbers.RuleStaleAfterDays;

    private static void Flexibility(LocalDate end, LicensureEvidence evidence, Reasons reasons)
    {
        if (end < evidence.Dates[0].StartsOn) reasons.Info(ReasonCode.ControlledSubstanceLimited);
        else reasons.Warn(ReasonCode.DeaFlexEnding);
    }
}
