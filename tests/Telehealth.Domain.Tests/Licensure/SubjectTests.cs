using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>A reason names the record that it is about, and where there is none the state.</summary>
public sealed class SubjectTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    [Fact]
    public void A_warning_names_its_record()
    {
        var permit = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "OR");
        var rules = Law.Rules with { Hash = new string('b', 64), Paths = [.. Law.Rules.Paths.Select(p => p with { Provenance = p.Provenance with { AsOf = Today.PlusDays(-181) } })] };
        var encumbered = Ask.InState("UT", Ask.License("UT") with { Encumbrances = ["no minors"] }) with { Policy = VisitPolicy.Default with { EncumberedWarns = true } };

        Assert.Equal(Named(ReasonCode.VerificationStale, ReasonSeverity.Warning), First(Ask.InState("UT", Ask.License("UT") with { VerifiedOn = Today.PlusDays(-181) })));
        Assert.Equal(Named(ReasonCode.AuthorityExpiringSoon, ReasonSeverity.Warning), First(Ask.InState("UT", Ask.License("UT", expires: "2026-12-01"))));
        Assert.Equal(Named(ReasonCode.LicenseEncumbered, ReasonSeverity.Warning), First(encumbered));
        Assert.Equal(Named(ReasonCode.RuleTableStale, ReasonSeverity.Warning), First(Law.Asking(Profession.LPC, "OR", permit) with { Rules = rules }));
    }

    [Fact]
    public void What_holds_names_the_record_that_would_do()
    {
        var exemption = Law.Of(Profession.LPC, AuthorityKind.Exemption, 1, "AZ") with { Path = "AZ-consult" };

        Assert.Equal(Named(ReasonCode.ExemptionNotSelected, ReasonSeverity.Hold), First(Law.Asking(Profession.LPC, "AZ", exemption)));
    }

    [Fact]
    public void What_denies_names_the_clinicians_nearest_record_and_the_state_where_there_is_none()
    {
        Assert.Equal(Named(ReasonCode.LicenseSuspended, ReasonSeverity.Deny), First(Suspended));
        Assert.Equal(new Reason(ReasonCode.NoAuthorityInState, ReasonSeverity.Deny, "UT"), First(Ask.InState("UT")));
    }

    [Fact]
    public void Of_the_clinic_as_a_whole_no_record_is_named() =>
        Assert.Equal(new Reason(ReasonCode.LicenseSuspended, ReasonSeverity.Deny, "UT"), First(Suspended with { Purpose = DecisionPurpose.CheckIn, ClinicianId = null }));

    private static LicensureQuestion Suspended => Ask.InState("UT", Ask.License("UT") with { BoardStatus = BoardStatus.Suspended });

    private static Reason Named(ReasonCode code, ReasonSeverity severity) => new(code, severity, Ask.License("UT").Id.ToString());

    private static Reason First(LicensureQuestion question) => question.Evaluated().Reasons[0];
}
