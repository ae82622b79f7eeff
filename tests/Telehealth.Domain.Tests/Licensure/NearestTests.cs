using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>Which of several records, and of several clinicians, is relied on or told of.</summary>
public sealed class NearestTests
{
    private static readonly StaffId Colleague = new(new Guid("00000000-0000-0000-0000-0000000000c0"));

    [Fact]
    public void Of_several_licences_the_one_that_lasts_longest_is_relied_on()
    {
        var longer = Ask.License("UT", expires: "2029-01-31", sequence: 2) with { Number = "UT-200" };
        var latest = Ask.License("UT", sequence: 3) with { Number = "UT-300" };

        Assert.Equal(longer.Id, Ask.InState("UT", Ask.License("UT"), longer, latest).Evaluated().AuthorityId);
        Assert.Equal(longer.Id, Ask.InState("UT", latest, longer, Ask.License("UT")).Evaluated().AuthorityId);
    }

    [Fact]
    public void Of_several_licenses_that_last_as_long_the_latest_record_is_relied_on()
    {
        var latest = Ask.License("UT", sequence: 2) with { Number = "UT-200" };

        Assert.Equal(latest.Id, Ask.InState("UT", Ask.License("UT"), latest).Evaluated().AuthorityId);
        Assert.Equal(latest.Id, Ask.InState("UT", latest, Ask.License("UT")).Evaluated().AuthorityId);
    }

    [Fact]
    public void Of_several_that_do_not_hold_the_one_with_the_least_in_the_way_is_told_of()
    {
        var suspended = Ask.License("UT") with { BoardStatus = BoardStatus.Suspended };
        var unverified = Ask.License("UT", expires: "2029-01-31", sequence: 2) with { Number = "UT-200", BoardStatus = BoardStatus.Suspended, VerifiedOn = null };

        Assert.Equal([ReasonCode.LicenseSuspended], Ask.InState("UT", suspended, unverified).Evaluated().Codes());
    }

    [Fact]
    public void What_the_clinician_can_mend_now_comes_before_what_nobody_can_however_much_it_is()
    {
        var home = Law.Home(Profession.LPC, "UT");
        var exemption = Law.Of(Profession.LPC, AuthorityKind.Exemption, 1, "ID") with { DependsOn = home.Id };
        var suspended = Law.Of(Profession.LPC, AuthorityKind.FullLicense, 2, "ID") with { BoardStatus = BoardStatus.Suspended };
        var decision = Law.Asking(Profession.LPC, "ID", suspended, exemption, home).Evaluated();

        Assert.Equal(Verdict.Hold, decision.Verdict);
        Assert.Equal([ReasonCode.ExemptionNotSelected, ReasonCode.RelationshipRequired], decision.Codes());
        Assert.Equal(exemption.Id, decision.AuthorityId);
    }

    [Fact]
    public void Any_clinician_who_may_is_enough_while_none_is_named()
    {
        var unlicensed = new ClinicianFacts(Colleague, Profession.LCSW, true, 1, []);
        var checkIn = Ask.Utah with { Purpose = DecisionPurpose.CheckIn, ClinicianId = null, Clinicians = [unlicensed, Ask.Facts(Ask.License("UT"))] };

        var decision = checkIn.Evaluated();
        Assert.Equal(Verdict.Allow, decision.Verdict);
        Assert.Equal(2, decision.Evidence.CliniciansConsidered);
        Assert.Equal(Ask.Clinician, Assert.Single(decision.Evidence.Clinicians).ClinicianId);
        Assert.Equal(Ask.License("UT").Id, decision.AuthorityId);

        var nobody = checkIn with { Clinicians = [unlicensed, Ask.Facts(Ask.License("UT") with { BoardStatus = BoardStatus.Suspended })] };
        Assert.Equal([ReasonCode.LicenseSuspended, ReasonCode.NoAuthorityInState], nobody.Evaluated().Codes());
    }

    [Fact]
    public void A_clinician_who_may_comes_before_one_who_must_choose_an_exemption_first()
    {
        var home = Law.Home(Profession.LPC, "UT") with { ClinicianId = Colleague };
        var exemption = Law.Of(Profession.LPC, AuthorityKind.Exemption, 1, "ID") with { ClinicianId = Colleague, DependsOn = home.Id, ExpiresOn = new LocalDate(2029, 1, 31) };
        var licensed = Law.Of(Profession.LPC, AuthorityKind.FullLicense, 2, "ID");
        var asked = Law.Asking(Profession.LPC, "ID", licensed) with { Purpose = DecisionPurpose.CheckIn, ClinicianId = null };
        var decision = (asked with { Clinicians = asked.Clinicians.Add(new(Colleague, Profession.LPC, true, 1, [exemption, home])) }).Evaluated();

        Assert.Equal(Verdict.Allow, decision.Verdict);
        Assert.Equal(licensed.Id, decision.AuthorityId);
    }

    [Fact]
    public void Where_nobody_may_one_clinician_stands_for_each_reason()
    {
        ClinicianFacts Unlicensed(int number) => new(new(new Guid($"00000000-0000-0000-0000-{number:D12}")), Profession.LCSW, true, 1, []);
        var suspended = Ask.Facts(Ask.License("UT") with { BoardStatus = BoardStatus.Suspended });
        var decision = (Ask.Utah with { Purpose = DecisionPurpose.CheckIn, ClinicianId = null, Clinicians = [Unlicensed(1), Unlicensed(2), Unlicensed(3), suspended] }).Evaluated();

        Assert.Equal(4, decision.Evidence.CliniciansConsidered);
        Assert.Equal([Unlicensed(1).Id, Ask.Clinician], decision.Evidence.Clinicians.Select(c => c.ClinicianId));
    }
}
