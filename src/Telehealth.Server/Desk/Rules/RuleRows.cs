using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Desk.Rules;

/// <summary>One row of each plain file.</summary>
internal static class RuleRows
{
    private const int LongestDays = 3660;

    public static AuthorityPath Path(RowReader r, RuleProvenance from)
    {
        var path = new AuthorityPath(
            r.Text("id"), r.State("state"), r.Word<AuthorityKind>("kind"), r.Words<Profession>("professions"), r.DateOrNull("from"), r.DateOrNull("until"), LimitOf(r),
            r.Flag("telehealthOnly"), r.Flag("needsHomeLicense"), r.Flag("clinicianInLicensedState"), r.WordOrNull<PatientScope>("scope") ?? PatientScope.Any,
            r.Flag("needsJustification"), r.Text("title"), from);
        if (path.Professions.IsEmpty) r.Wrong("professions is missing");
        r.InOrder(path.From, path.Until, "from, until");
        return path;
    }

    public static MinorConsentRule Minor(RowReader r, RuleProvenance from)
    {
        var rule = new MinorConsentRule(
            r.Text("id"), r.State("state"), r.Word<MinorBasis>("basis"), r.NumberOrNull("fromAge", 0, MinorConsent.Majority - 1) ?? 0, r.DateOrNull("from"), r.DateOrNull("until"),
            r.Words<Profession>("professions"), VisitLimitOf(r), r.Flag("verifyGuardian"), r.Text("title"), from);
        r.InOrder(rule.From, rule.Until, "from, until");
        if (rule.VerifyGuardian && rule.Basis is not MinorBasis.GuardianConsented) r.Wrong("verifyGuardian goes with GuardianConsented only");
        return rule;
    }

    public static ConsentRequirement Consent(RowReader r, RuleProvenance from) => new(
        r.Text("id"), r.State("state"), r.Words<Profession>("professions"), r.Word<ConsentTiming>("when"), r.Flag("written"), r.Flag("charted"), r.Flag("verifyPlace"),
        r.Flag("verifyIdentity"), r.Flag("ownWords"), r.NumberOrNull("renewMonths", 1, ConsentRenewal.UsualMonths), r.Text("title"), from);

    public static Flexibility Flexibility(RowReader r, RuleProvenance from)
    {
        var row = new Flexibility(
            r.Text("id"), r.Date("from"), r.Date("until"), r.Number("warnDays", 0, 366), r.Words<Profession>("professions"), r.Text("title"), from);
        r.InOrder(row.From, row.Until, "from, until");
        return row;
    }

    private static UsageLimit? LimitOf(RowReader r)
    {
        if (r.Object("limit") is not { } l) return null;
        var limit = new UsageLimit(l.Word<UsageUnit>("unit"), l.Number("max", 1, 100_000), l.Word<UsageWindow>("window"), l.NumberOrNull("days", 1, LongestDays));
        if (limit.Window is UsageWindow.SinceEvent != limit.Days is not null) l.Wrong("limit: days go with SinceEvent, and only with it");
        l.End();
        return limit;
    }

    private static MinorVisitLimit? VisitLimitOf(RowReader r)
    {
        if (r.Object("limit") is not { } l) return null;
        var limit = new MinorVisitLimit(l.Number("visits", 1, 1000), l.Number("withinDays", 1, 31));
        l.End();
        return limit;
    }
}
