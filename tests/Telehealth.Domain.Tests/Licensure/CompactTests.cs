using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>Four mechanisms, never one flag (licensure.md, 1.3).</summary>
public sealed class CompactTests
{
    private static Authority Multistate(Profession profession, CompactId compact) => Law.Of(profession, AuthorityKind.MultistateLicense, 1, "UT") with { Compact = compact };

    [Theory]
    [InlineData("UT", null)] // its home
    [InlineData("ID", null)]
    [InlineData("FL", ReasonCode.CompactNotIssuing)]
    [InlineData("NV", ReasonCode.CompactNotMember)]
    public void A_multistate_licence_holds_where_the_compact_is_in_force(string state, ReasonCode? obstacle)
    {
        var decision = Law.Asking(Profession.RN, state, Multistate(Profession.RN, CompactId.NLC)).Evaluated();

        Assert.Equal<ReasonCode>(obstacle is { } code ? [code] : [], decision.Codes());
        Assert.Equal(obstacle is null ? Verdict.Allow : Verdict.Deny, decision.Verdict);
    }

    [Theory]
    [InlineData("America/New_York", ReasonCode.CompactNotIssuing)] // Pensacola is still in the old year
    [InlineData("America/Chicago", null)]
    public void A_member_counts_from_the_day_on_which_it_issues(string zone, ReasonCode? obstacle)
    {
        var question = Law.Asking(Profession.RN, "FL", Multistate(Profession.RN, CompactId.NLC)).StartingAt(Ask.Local(zone, 2027, 1, 1, 0, 0));

        Assert.Equal<ReasonCode>(obstacle is { } code ? [code] : [], question.Evaluated().Codes());
    }

    [Fact]
    public void An_RN_multistate_licence_never_covers_a_nurse_practitioners_visit() =>
        Assert.Equal([ReasonCode.ProfessionNotCovered], Law.Asking(Profession.APRN, "ID", Multistate(Profession.RN, CompactId.NLC)).Evaluated().Codes().Except([ReasonCode.DeaFlexEnding]));

    [Fact]
    public void A_compact_that_does_not_operate_yet_gives_nothing() =>
        Assert.Equal([ReasonCode.CompactNotIssuing], Law.Asking(Profession.APRN, "ID", Multistate(Profession.APRN, CompactId.APRN)).Evaluated().Codes());

    [Fact]
    public void A_list_of_states_on_a_multistate_licence_is_no_licence_of_theirs() =>
        Assert.Equal(
            [ReasonCode.NoAuthorityInState],
            Law.Asking(Profession.RN, "NV", Law.Of(Profession.RN, AuthorityKind.MultistateLicense, 1, "UT", "NV")).Evaluated().Codes());

    [Theory]
    [InlineData(AuthorityKind.FullLicense)]
    [InlineData(AuthorityKind.MultistateLicense)]
    [InlineData(AuthorityKind.CompactPrivilege)]
    [InlineData(AuthorityKind.CompactAuthority)]
    public void Membership_in_the_expedited_compact_gives_nothing_without_the_states_licence(AuthorityKind kind)
    {
        var home = Law.Home(Profession.MD, "UT");
        var member = Law.Of(Profession.MD, kind, 1, kind is AuthorityKind.FullLicense ? "UT" : "ID") with { Compact = CompactId.IMLC, DependsOn = kind is AuthorityKind.FullLicense ? null : home.Id };
        var elsewhere = Law.Asking(Profession.MD, "WA", member, home).Evaluated();

        Assert.Equal(Verdict.Deny, elsewhere.Verdict);
        Assert.Contains(ReasonCode.NoAuthorityInState, elsewhere.Codes());
    }

    [Fact]
    public void A_privilege_is_for_its_own_state_and_rests_on_the_home_licence()
    {
        var home = Law.Home(Profession.LPC, "WA");
        var privilege = Law.Of(Profession.LPC, AuthorityKind.CompactPrivilege, 1, "AZ") with { Compact = CompactId.COUNSELING, DependsOn = home.Id };

        Assert.Equal(privilege.Id, Law.Asking(Profession.LPC, "AZ", privilege, home).Evaluated().AuthorityId);
        Assert.Equal([ReasonCode.HomeLicenseInvalid], Law.Asking(Profession.LPC, "AZ", privilege, home with { BoardStatus = BoardStatus.Suspended }).Evaluated().Codes());
        Assert.Contains(ReasonCode.HomeLicenseInvalid, Law.Asking(Profession.LPC, "AZ", privilege with { DependsOn = null }).Evaluated().Codes());
        Assert.Contains(ReasonCode.CompactNotIssuing, Law.Asking(Profession.LPC, "UT", privilege with { Jurisdictions = ["UT"] }, home).Evaluated().Codes());
        Assert.Contains(ReasonCode.CompactNotMember, Law.Asking(Profession.LPC, "FL", privilege with { Jurisdictions = ["FL"] }, home).Evaluated().Codes());
        Assert.Contains(ReasonCode.CompactNotMember, Law.Asking(Profession.LPC, "OR", privilege with { Jurisdictions = ["OR"] }, home).Evaluated().Codes());
    }

    [Fact]
    public void A_privilege_that_could_have_been_bought_is_missing()
    {
        Assert.Equal([ReasonCode.PrivilegeMissing], Law.Asking(Profession.LPC, "AZ", Law.Home(Profession.LPC, "WA")).Evaluated().Codes());
        Assert.Equal([ReasonCode.NoAuthorityInState], Law.Asking(Profession.LPC, "NV", Law.Home(Profession.LPC, "WA")).Evaluated().Codes());
        Assert.Equal([ReasonCode.NoAuthorityInState], Law.Asking(Profession.LMFT, "AZ", Law.Home(Profession.LMFT, "WA")).Evaluated().Codes());
    }

    [Theory]
    [InlineData(19, 59, Verdict.Allow)] // a minute to midnight at UTC-4
    [InlineData(20, 0, Verdict.Deny)]
    [InlineData(21, 30, Verdict.Deny)]
    public void A_privileges_last_day_ends_at_UTC_minus_4(int hour, int minute, Verdict verdict)
    {
        var home = Law.Home(Profession.LPC, "AZ");
        var privilege = Law.Of(Profession.LPC, AuthorityKind.CompactPrivilege, 1, "WA") with
        {
            Compact = CompactId.COUNSELING, DependsOn = home.Id, ExpiresOn = new LocalDate(2026, 11, 23),
        };
        var decision = Law.Asking(Profession.LPC, "WA", privilege, home).StartingAt(Ask.Local("America/Los_Angeles", 2026, 11, 23, hour, minute), minutes: 0).Evaluated();

        Assert.Equal(verdict, decision.Verdict);
        if (verdict is Verdict.Deny) Assert.Equal([ReasonCode.AuthorityExpired], decision.Codes());
        else Assert.Equal(Ask.Local("America/Los_Angeles", 2026, 11, 23, 20, 0), decision.ValidUntil);
    }

    [Fact]
    public void A_privilege_without_an_end_holds()
    {
        var home = Law.Home(Profession.LPC, "AZ");
        var privilege = Law.Of(Profession.LPC, AuthorityKind.CompactPrivilege, 1, "WA") with { Compact = CompactId.COUNSELING, DependsOn = home.Id, ExpiresOn = new(9999, 12, 31) };

        Assert.Equal(Verdict.Allow, Law.Asking(Profession.LPC, "WA", privilege, home).Evaluated().Verdict);
    }

    [Fact]
    public void A_travelling_psychologist_may_not_use_the_commissions_authority()
    {
        var home = Law.Home(Profession.PSYCHOLOGIST, "UT");
        var authority = Law.Of(Profession.PSYCHOLOGIST, AuthorityKind.CompactAuthority, 1, "UT") with { Compact = CompactId.PSYPACT, DependsOn = home.Id };
        var question = Law.Asking(Profession.PSYCHOLOGIST, "AZ", authority, home);

        Assert.Equal([ReasonCode.ClinicianLocationRequired], question.Evaluated().Codes());
        Assert.Equal(Verdict.Hold, question.Evaluated().Verdict);
        Assert.Equal(Verdict.Allow, (question with { ClinicianLocation = "UT" }).Evaluated().Verdict);
        Assert.Equal([ReasonCode.ClinicianOutsideHomeState], (question with { ClinicianLocation = "NV" }).Evaluated().Codes());
        Assert.Equal(Verdict.Deny, (question with { ClinicianLocation = "OUTSIDE" }).Evaluated().Verdict);
        Assert.Contains(ReasonCode.CompactNotMember, (Law.Asking(Profession.PSYCHOLOGIST, "OR", authority, home) with { ClinicianLocation = "UT" }).Evaluated().Codes());
    }
}
