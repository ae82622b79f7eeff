using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>Registrations, permits and exemptions: only where the rules have a path and only under its conditions; its limit is counted in <see cref="UsageTests"/>.</summary>
public sealed class PathTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    [Fact]
    public void A_registration_opens_the_state_that_has_a_path_for_it()
    {
        var home = Law.Home(Profession.LPC, "UT");
        var registration = Law.Of(Profession.LPC, AuthorityKind.TelehealthRegistration, 1, "AZ") with { DependsOn = home.Id };

        Assert.Equal(registration.Id, Law.Asking(Profession.LPC, "AZ", registration, home).Evaluated().AuthorityId);
        Assert.Equal([ReasonCode.HomeLicenseInvalid], Law.Asking(Profession.LPC, "AZ", registration with { DependsOn = null }, home).Evaluated().Codes());
        Assert.Equal([ReasonCode.HomeLicenseInvalid], Law.Asking(Profession.LPC, "AZ", registration, home with { BoardStatus = BoardStatus.Probation }).Evaluated().Codes());
        Assert.Equal([ReasonCode.HomeLicenseInvalid], Law.Asking(Profession.LPC, "AZ", registration, home with { ExpiresOn = Today.PlusDays(-1) }).Evaluated().Codes());
        Assert.Equal([ReasonCode.HomeLicenseInvalid], Law.Asking(Profession.LPC, "AZ", registration, home with { Encumbrances = ["supervision"] }).Evaluated().Codes());
    }

    [Fact]
    public void A_renewed_home_licence_still_carries_what_rests_on_it()
    {
        var home = Law.Home(Profession.LPC, "UT") with { ExpiresOn = Today.PlusDays(-3) };
        var renewed = home with { Id = new(new Guid("00000000-0000-0000-0000-0000000000aa")), Sequence = 60, ExpiresOn = Today.PlusDays(600) };
        var registration = Law.Of(Profession.LPC, AuthorityKind.TelehealthRegistration, 1, "AZ") with { DependsOn = home.Id };

        Assert.Equal(Verdict.Allow, Law.Asking(Profession.LPC, "AZ", registration, home, renewed).Evaluated().Verdict);
    }

    [Theory]
    [InlineData(0, 0, Verdict.Allow)]
    [InlineData(1, 300, Verdict.Deny)]
    [InlineData(-300, -1, Verdict.Deny)]
    public void A_home_license_counts_from_its_first_day_to_its_last(int first, int last, Verdict verdict)
    {
        var home = Law.Home(Profession.LPC, "UT") with { EffectiveOn = Today.PlusDays(first), ExpiresOn = Today.PlusDays(last) };
        var registration = Law.Of(Profession.LPC, AuthorityKind.TelehealthRegistration, 1, "AZ") with { DependsOn = home.Id };
        var decision = Law.Asking(Profession.LPC, "AZ", registration, home).Evaluated();

        Assert.Equal(verdict, decision.Verdict);
        if (verdict is Verdict.Deny) Assert.Equal([ReasonCode.HomeLicenseInvalid], decision.Codes());
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, null, ReasonCode.AuthorityNotYetEffective)]
    [InlineData(null, -1, ReasonCode.AuthorityExpired)]
    public void A_record_holds_no_longer_than_its_path_is_in_force(int? first, int? last, ReasonCode? obstacle)
    {
        AuthorityPath Dated(AuthorityPath path) => path with { From = first is { } from ? Today.PlusDays(from) : null, Until = last is { } until ? Today.PlusDays(until) : null };
        var rules = Law.Rules with { Hash = new string('d', 64), Paths = [.. Law.Rules.Paths.Select(Dated)] };
        var permit = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "OR");

        Assert.Equal<ReasonCode>(obstacle is { } code ? [code] : [], (Law.Asking(Profession.LPC, "OR", permit) with { Rules = rules }).Evaluated().Codes());
    }

    [Theory]
    [InlineData("WA")] // the only row is unconfirmed
    [InlineData("NV")] // there is none
    public void A_registration_without_a_path_in_force_authorises_nothing(string state) =>
        Assert.Equal([ReasonCode.NoAuthorityInState], Law.Asking(Profession.LPC, state, Law.Of(Profession.LPC, AuthorityKind.TelehealthRegistration, 1, state)).Evaluated().Codes());

    [Fact]
    public void A_record_that_could_be_on_several_paths_must_say_on_which()
    {
        var home = Law.Home(Profession.LPC, "UT");
        var exemption = Law.Of(Profession.LPC, AuthorityKind.Exemption, 1, "AZ") with { DependsOn = home.Id };

        Assert.Contains(ReasonCode.NoAuthorityInState, Law.Asking(Profession.LPC, "AZ", exemption, home).Choosing(exemption).Evaluated().Codes());
        Assert.Equal(Verdict.Allow, Law.Asking(Profession.LPC, "AZ", exemption with { Path = "AZ-low-volume" }, home).Choosing(exemption).Evaluated().Verdict);
    }

    [Fact]
    public void An_exemption_is_never_relied_on_by_itself()
    {
        var exemption = Law.Of(Profession.LPC, AuthorityKind.Exemption, 1, "AZ") with { Path = "AZ-consult" };
        var held = Law.Asking(Profession.LPC, "AZ", exemption).Evaluated();

        Assert.Equal(Verdict.Hold, held.Verdict);
        Assert.Equal([ReasonCode.ExemptionNotSelected], held.Codes());
        Assert.Equal([Remedy.JustifyExemption], RemedyRules.Of(held.Reasons.Single(r => r.Code is ReasonCode.ExemptionNotSelected)).AsEnumerable());
        Assert.Equal(Verdict.Allow, Law.Asking(Profession.LPC, "AZ", exemption).Choosing(exemption).Evaluated().Verdict);
    }

    [Fact]
    public void The_choice_of_one_record_is_none_of_another()
    {
        var exemption = Law.Of(Profession.LPC, AuthorityKind.Exemption, 1, "AZ") with { Path = "AZ-consult" };
        var home = Law.Home(Profession.LPC, "UT");

        Assert.Equal([ReasonCode.ExemptionNotSelected], Law.Asking(Profession.LPC, "AZ", exemption, home).Choosing(home).Evaluated().Codes());
    }

    [Fact]
    public void A_full_licence_is_preferred_to_all_else()
    {
        var home = Law.Home(Profession.LPC, "UT");
        var registration = Law.Of(Profession.LPC, AuthorityKind.TelehealthRegistration, 1, "AZ") with { DependsOn = home.Id, ExpiresOn = Today.PlusDays(900) };
        var full = Law.Of(Profession.LPC, AuthorityKind.FullLicense, 2, "AZ") with { ExpiresOn = Today.PlusDays(90) };

        Assert.Equal(full.Id, Law.Asking(Profession.LPC, "AZ", registration, home, full).Evaluated().AuthorityId);
    }

    [Fact]
    public void A_scope_asks_how_the_patient_stands_to_the_clinician()
    {
        var home = Law.Home(Profession.LPC, "UT");
        var exemption = Law.Of(Profession.LPC, AuthorityKind.Exemption, 1, "ID") with { DependsOn = home.Id };
        var question = Law.Asking(Profession.LPC, "ID", exemption, home);

        Assert.Equal([ReasonCode.ExemptionNotSelected, ReasonCode.RelationshipRequired], question.Evaluated().Codes());
        Assert.Equal([ReasonCode.RelationshipRequired], question.Choosing(exemption, PatientScope.Established).Evaluated().Codes());
        Assert.Equal(Verdict.Allow, question.Choosing(exemption, PatientScope.TemporarilyPresent).Evaluated().Verdict);
    }

    [Fact]
    public void A_path_may_ask_the_clinician_to_sit_in_their_licensed_state()
    {
        var home = Law.Home(Profession.LPC, "NV");
        var permit = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "UT") with { DependsOn = home.Id, EventOn = Today.PlusDays(-44) };
        var question = Law.Asking(Profession.LPC, "UT", permit, home).Choosing(permit, PatientScope.Transferring);

        Assert.Equal([ReasonCode.ClinicianLocationRequired], question.Evaluated().Codes());
        Assert.Equal(Verdict.Hold, question.Evaluated().Verdict);
        Assert.Equal([ReasonCode.ClinicianOutsideHomeState], (question with { ClinicianLocation = "UT" }).Evaluated().Codes());
        Assert.Equal(Verdict.Allow, (question with { ClinicianLocation = "NV" }).Evaluated().Verdict);

        // The 46th day since the move.
        var late = Law.Asking(Profession.LPC, "UT", permit with { EventOn = Today.PlusDays(-45) }, home).Choosing(permit, PatientScope.Transferring);
        Assert.Equal([ReasonCode.UsageLimitReached], (late with { ClinicianLocation = "NV" }).Evaluated().Codes());
        var unknown = Law.Asking(Profession.LPC, "UT", permit with { EventOn = null }, home).Choosing(permit, PatientScope.Transferring);
        Assert.Equal([ReasonCode.UsageLimitUnknown], (unknown with { ClinicianLocation = "NV" }).Evaluated().Codes());
    }

    [Fact]
    public void An_encumbered_licence_denies_or_warns_by_policy()
    {
        var licence = Ask.License("UT") with { Encumbrances = ["no controlled substances"] };
        var warns = VisitPolicyThatWarns();

        Assert.Equal([ReasonCode.LicenseEncumbered], Ask.InState("UT", licence).Evaluated().Codes());
        Assert.Equal(Verdict.Deny, Ask.InState("UT", licence).Evaluated().Verdict);
        var allowed = (Ask.InState("UT", licence) with { Policy = warns }).Evaluated();
        Assert.Equal((Verdict.Allow, ReasonSeverity.Warning), (allowed.Verdict, allowed.Reasons.Single(r => r.Code is ReasonCode.LicenseEncumbered).Severity));
        Assert.Equal(Verdict.Allow, (Ask.InState("UT", Ask.License("UT") with { BoardStatus = BoardStatus.Probation }) with { Policy = warns }).Evaluated().Verdict);
        Assert.Equal(Verdict.Deny, (Ask.InState("UT", Ask.License("UT") with { BoardStatus = BoardStatus.Suspended }) with { Policy = warns }).Evaluated().Verdict);
    }

    [Fact]
    public void A_record_may_take_the_place_of_one_with_another_number()
    {
        var old = Ask.License("UT");
        var taken = Ask.License("UT", sequence: 2) with { Number = "UT-200", Supersedes = old.Id, BoardStatus = BoardStatus.Revoked };

        Assert.Equal([ReasonCode.NoAuthorityInState], Ask.InState("UT", old, taken).Evaluated().Codes());
        Assert.Equal(Verdict.Allow, (Ask.Utah with { Clinicians = [Ask.Facts(old, taken with { RecordedAt = Ask.Now }).AsOf(Ask.Now - Duration.FromDays(1))] }).Evaluated().Verdict);
    }

    [Theory]
    [InlineData(180, false)]
    [InlineData(181, true)]
    public void A_rule_that_nobody_read_for_long_warns(int days, bool warns)
    {
        var registration = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "OR");
        var old = Law.Rules with { Hash = new string('b', 64), Paths = [.. Law.Rules.Paths.Select(p => p with { Provenance = p.Provenance with { AsOf = Today.PlusDays(-days) } })] };

        Assert.Equal<ReasonCode>(warns ? [ReasonCode.RuleTableStale] : [], (Law.Asking(Profession.LPC, "OR", registration) with { Rules = old }).Evaluated().Codes());
    }

    [Theory]
    [InlineData("2026-11-23", ReasonCode.DeaFlexEnding, ReasonSeverity.Warning)]
    [InlineData("2026-12-31", ReasonCode.DeaFlexEnding, ReasonSeverity.Warning)] // the last day is still allowed
    [InlineData("2027-01-01", ReasonCode.ControlledSubstanceLimited, ReasonSeverity.Info)]
    public void Prescribers_are_told_when_controlled_substances_by_video_end(string day, ReasonCode code, ReasonSeverity severity)
    {
        var at = Ask.Date(day).AtMidnight().InUtc().ToInstant() + Duration.FromHours(18);
        var told = (Ask.Utah with { Rules = Law.Rules }).StartingAt(at).Evaluated();

        Assert.Equal(severity, told.Reasons.Single(r => r.Code == code).Severity);
        Assert.Equal(Verdict.Allow, told.Verdict);
        Assert.DoesNotContain(code, Law.Asking(Profession.LPC, "UT", Law.Home(Profession.LPC, "UT")).StartingAt(at).Evaluated().AllCodes());
    }

    private static Telehealth.Domain.Visits.VisitPolicy VisitPolicyThatWarns() => Telehealth.Domain.Visits.VisitPolicy.Default with { EncumberedWarns = true };
}
