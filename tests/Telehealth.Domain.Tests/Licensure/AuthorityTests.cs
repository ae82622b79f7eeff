using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure;

public sealed class AuthorityTests
{
    [Theory]
    [InlineData(BoardStatus.Probation, ReasonCode.LicenseEncumbered)]
    [InlineData(BoardStatus.Suspended, ReasonCode.LicenseSuspended)]
    [InlineData(BoardStatus.Expired, ReasonCode.AuthorityExpired)]
    [InlineData(BoardStatus.Revoked, ReasonCode.NoAuthorityInState)]
    public void Only_an_active_licence_authorises(BoardStatus status, ReasonCode code)
    {
        var decision = Ask.InState("UT", Ask.License("UT") with { BoardStatus = status }).Evaluated();

        Assert.Equal(Verdict.Deny, decision.Verdict);
        Assert.Equal([code], decision.Codes());
    }

    [Fact]
    public void A_later_record_of_the_same_licence_takes_its_place()
    {
        var revoked = Ask.License("UT", sequence: 2) with { BoardStatus = BoardStatus.Suspended };

        Assert.Equal([ReasonCode.LicenseSuspended], Ask.InState("UT", Ask.License("UT"), revoked).Evaluated().Codes());
        Assert.Equal(Verdict.Allow, Ask.InState("UT", revoked, Ask.License("UT", sequence: 3)).Evaluated().Verdict);
    }

    [Fact]
    public void Another_licence_is_not_touched_by_a_revocation()
    {
        var other = Ask.License("UT", sequence: 2) with { Number = "UT-200", BoardStatus = BoardStatus.Revoked };

        Assert.Equal(Verdict.Allow, Ask.InState("UT", Ask.License("UT"), other).Evaluated().Verdict);
    }

    [Fact]
    public void A_licence_in_another_profession_does_not_cover_the_visit() =>
        Assert.Equal([ReasonCode.ProfessionNotCovered], Ask.InState("UT", Ask.License("UT") with { Profession = Profession.RN }).Evaluated().Codes());

    [Theory]
    [InlineData(AuthorityKind.CompactPrivilege)]
    [InlineData(AuthorityKind.CompactAuthority)]
    [InlineData(AuthorityKind.TelehealthRegistration)]
    [InlineData(AuthorityKind.LimitedPermit)]
    [InlineData(AuthorityKind.Exemption)]
    public void Without_rules_nothing_but_a_licence_of_the_state_authorises(AuthorityKind kind)
    {
        var decision = Ask.InState("UT", Ask.License("UT") with { Kind = kind }).Evaluated();

        Assert.Equal(Verdict.Deny, decision.Verdict);
        Assert.Contains(ReasonCode.NoAuthorityInState, decision.Codes());
    }

    [Fact]
    public void A_licence_of_another_state_or_person_is_no_authority()
    {
        Assert.Equal([ReasonCode.NoAuthorityInState], Ask.InState("UT", Ask.License("WA")).Evaluated().Codes());
        Assert.Equal([ReasonCode.NoAuthorityInState], Ask.InState("UT", Ask.License("UT") with { ClinicianId = new(Guid.Empty) }).Evaluated().Codes());
        Assert.Equal([ReasonCode.NoAuthorityInState], Ask.InState("UT").Evaluated().Codes());
        Assert.Equal([ReasonCode.NoAuthorityInState], (Ask.Utah with { Clinicians = [] }).Evaluated().Codes());
        Assert.Equal([ReasonCode.NoAuthorityInState], (Ask.Utah with { Clinicians = [Ask.Facts(Ask.License("UT")) with { Active = false }] }).Evaluated().Codes());
    }

    [Fact]
    public void A_licence_that_was_never_checked_at_its_source_authorises_nothing()
    {
        Assert.Equal([ReasonCode.VerificationMissing], Ask.InState("UT", Ask.License("UT") with { VerifiedOn = null }).Evaluated().Codes());
        Assert.Equal([ReasonCode.VerificationMissing], Ask.InState("UT", Ask.License("UT") with { VerifiedOn = Ask.Date("2026-11-24") }).Evaluated().Codes());
        Assert.Empty(Ask.InState("UT", Ask.License("UT") with { VerifiedOn = Ask.Date("2026-11-23") }).Evaluated().Codes());
    }

    [Theory]
    [InlineData(180, false)]
    [InlineData(181, true)]
    public void An_old_check_warns_and_does_not_block(int days, bool warns)
    {
        var decision = Ask.InState("UT", Ask.License("UT") with { VerifiedOn = Ask.Date("2026-11-23").PlusDays(-days) }).Evaluated();

        Assert.Equal(Verdict.Allow, decision.Verdict);
        Assert.Equal<ReasonCode>(warns ? [ReasonCode.VerificationStale] : [], decision.Codes());
    }

    [Theory]
    [InlineData("2026-12-23", true)]
    [InlineData("2026-12-24", false)]
    [InlineData("9999-12-31", false)]
    public void A_licence_that_ends_soon_warns(string expires, bool warns)
    {
        var decision = Ask.InState("UT", Ask.License("UT", expires)).Evaluated();

        Assert.Equal(Verdict.Allow, decision.Verdict);
        Assert.Equal<ReasonCode>(warns ? [ReasonCode.AuthorityExpiringSoon] : [], decision.Codes());
    }

    [Fact]
    public void Evidence_stays_small_however_many_records_there_are()
    {
        var old = Enumerable.Range(1, 300).Select(i => Ask.License("UT", expires: "2025-01-31", sequence: i) with { Number = $"{i}" });
        var decision = Ask.InState("UT", [.. old, Ask.License("UT", sequence: 301)]).Evaluated();

        Assert.Equal(Verdict.Allow, decision.Verdict);
        Assert.Equal(8, decision.Evidence.Clinicians[0].Authorities.Length);
    }
}
