using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>A limited path is open only as far as its limit goes, counted from the clinic's own visits (licensure.md, 1.1).</summary>
public sealed class UsageTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    [Fact]
    public void The_tenth_encounter_of_the_year_in_Arizona_is_denied()
    {
        var home = Law.Home(Profession.LPC, "UT");
        var exemption = Law.Of(Profession.LPC, AuthorityKind.Exemption, 1, "AZ") with { DependsOn = home.Id, Path = "AZ-low-volume" };
        var question = Law.Asking(Profession.LPC, "AZ", exemption, home).Choosing(exemption);
        AuthorityUse[] Uses(int count) => [.. Enumerable.Range(1, count).Select(i => Law.Use(exemption, new(2026, 3, i), i)), Law.Use(exemption, new(2025, 12, 31), 99)];

        Assert.Equal(Verdict.Allow, question.Using(Uses(8)).Evaluated().Verdict);
        Assert.Equal([ReasonCode.UsageLimitReached], question.Using(Uses(9)).Evaluated().Codes());
        Assert.Equal(Verdict.Deny, question.Using(Uses(9)).Evaluated().Verdict);

        // The same visit, started already, is not counted against itself.
        var own = Law.Use(exemption, Today, 1) with { VisitId = question.VisitId!.Value };
        Assert.Equal(Verdict.Allow, question.Using([.. Uses(8), own]).Evaluated().Verdict);
    }

    [Fact]
    public void The_31st_day_in_twelve_months_in_Oregon_is_denied()
    {
        var permit = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "OR");
        var question = Law.Asking(Profession.LPC, "OR", permit);
        AuthorityUse[] Days(int count, LocalDate from) => [.. Enumerable.Range(0, count).Select(i => Law.Use(permit, from.PlusDays(i), i))];

        Assert.Equal(Verdict.Allow, question.Using(Days(29, new(2026, 1, 1))).Evaluated().Verdict);
        Assert.Equal([ReasonCode.UsageLimitReached], question.Using(Days(30, new(2026, 1, 1))).Evaluated().Codes());

        // Two visits on one day are one day, and today's second visit adds none.
        Assert.Equal(Verdict.Allow, question.Using([.. Days(29, new(2026, 1, 1)), Law.Use(permit, new(2026, 1, 1), 77)]).Evaluated().Verdict);
        Assert.Equal(Verdict.Allow, question.Using([.. Days(29, new(2026, 1, 1)), Law.Use(permit, Today, 78)]).Evaluated().Verdict);

        // The first of the thirty has left the window of twelve months.
        Assert.Equal(Verdict.Allow, question.Using([.. Days(29, new(2026, 1, 1)), Law.Use(permit, new(2025, 11, 23), 79)]).Evaluated().Verdict);
        Assert.Equal(Verdict.Deny, question.Using([.. Days(29, new(2026, 1, 1)), Law.Use(permit, new(2025, 11, 24), 79)]).Evaluated().Verdict);
    }

    [Fact]
    public void The_16th_day_of_the_year_in_Florida_is_denied()
    {
        var exemption = Law.Of(Profession.LCSW, AuthorityKind.Exemption, 1, "FL");
        var question = Law.Asking(Profession.LCSW, "FL", exemption).Choosing(exemption);
        AuthorityUse[] Days(int count) => [.. Enumerable.Range(0, count).Select(i => Law.Use(exemption, new LocalDate(2026, 2, 1).PlusDays(i), i))];

        Assert.Equal(Verdict.Allow, question.Using(Days(14)).Evaluated().Verdict);
        Assert.Equal([ReasonCode.UsageLimitReached], question.Using(Days(15)).Evaluated().Codes());
    }

    [Fact]
    public void A_visit_over_midnight_uses_two_days()
    {
        var permit = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "OR");
        var uses = Enumerable.Range(0, 29).Select(i => Law.Use(permit, new LocalDate(2026, 1, 1).PlusDays(i), i)).ToArray();
        var late = Law.Asking(Profession.LPC, "OR", permit).Using(uses).StartingAt(Ask.Local("America/Los_Angeles", 2026, 11, 23, 23, 30));

        Assert.Equal([ReasonCode.UsageLimitReached], late.Evaluated().Codes());
    }

    [Fact]
    public void One_patient_means_the_same_patient()
    {
        var exemption = Law.Of(Profession.LMFT, AuthorityKind.Exemption, 1, "UT") with { EventOn = Today.PlusDays(-100) };
        var question = Law.Asking(Profession.LMFT, "UT", exemption).Choosing(exemption);
        var same = Law.Use(exemption, Today.PlusDays(-30), 1) with { PatientId = question.PatientId!.Value };

        Assert.Equal(Verdict.Allow, question.Evaluated().Verdict);
        Assert.Equal(Verdict.Allow, question.Using(same).Evaluated().Verdict);
        Assert.Equal([ReasonCode.UsageLimitReached], question.Using(Law.Use(exemption, Today.PlusDays(-30), 1)).Evaluated().Codes());
    }

    [Fact]
    public void What_cannot_be_counted_is_not_taken_for_nothing()
    {
        var permit = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "OR");
        var question = Law.Asking(Profession.LPC, "OR", permit);

        Assert.Equal([ReasonCode.UsageLimitUnknown], (question with { Clinicians = [question.Clinicians[0] with { Uses = null }] }).Evaluated().Codes());
    }

    [Fact]
    public void A_new_number_does_not_open_the_limit_again()
    {
        var first = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "OR");
        var second = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 2, "OR");
        var uses = Enumerable.Range(0, 30).Select(i => Law.Use(first, new LocalDate(2026, 1, 1).PlusDays(i), i)).ToArray();

        Assert.Equal([ReasonCode.UsageLimitReached], Law.Asking(Profession.LPC, "OR", first, second).Using(uses).Evaluated().Codes());
    }

    [Theory]
    [InlineData(45, ReasonCode.UsageLimitReached)]
    [InlineData(44, null)]
    [InlineData(0, null)] // the day itself
    [InlineData(-1, ReasonCode.UsageLimitReached)]
    public void A_window_since_an_event_is_open_from_its_day_to_the_last_of_its_days(int daysAgo, ReasonCode? obstacle)
    {
        var home = Law.Home(Profession.LPC, "NV");
        var permit = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "UT") with { DependsOn = home.Id, EventOn = Today.PlusDays(-daysAgo) };
        var question = Law.Asking(Profession.LPC, "UT", permit, home).Choosing(permit, PatientScope.Transferring) with { ClinicianLocation = "NV" };

        Assert.Equal<ReasonCode>(obstacle is { } code ? [code] : [], question.Evaluated().Codes());
    }

    [Fact]
    public void A_states_limit_counts_the_records_of_its_kind_and_state_alone()
    {
        var permit = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 1, "OR");
        var full = Law.Of(Profession.LPC, AuthorityKind.FullLicense, 2, "OR") with { ExpiresOn = Today.PlusDays(-1) };
        var elsewhere = Law.Of(Profession.LPC, AuthorityKind.LimitedPermit, 3, "UT");
        AuthorityUse[] Days(Authority authority) => [.. Enumerable.Range(0, 30).Select(i => Law.Use(authority, new LocalDate(2026, 1, 1).PlusDays(i), i))];
        var question = Law.Asking(Profession.LPC, "OR", permit, full, elsewhere);

        Assert.Equal(Verdict.Allow, question.Using(Days(full)).Evaluated().Verdict);
        Assert.Equal(Verdict.Allow, question.Using(Days(elsewhere)).Evaluated().Verdict);
        Assert.Equal(Verdict.Deny, question.Using(Days(permit)).Evaluated().Verdict);
    }

    [Fact]
    public void A_records_own_limit_counts_that_record_alone()
    {
        var (registration, question) = OneEncounter(UsageWindow.CalendarYear);
        var other = Law.Of(Profession.LPC, AuthorityKind.TelehealthRegistration, 2, "FL");
        var both = question with { Clinicians = [question.Clinicians[0] with { Authorities = question.Clinicians[0].Authorities.Add(other) }] };

        Assert.Equal(Verdict.Allow, both.Using(Law.Use(other, new(2026, 6, 1), 1)).Evaluated().Verdict);
        Assert.Equal([ReasonCode.UsageLimitReached], both.Using(Law.Use(registration, new(2026, 6, 1), 1)).Evaluated().Codes());
    }

    [Fact]
    public void A_visit_earlier_today_counts()
    {
        var (registration, question) = OneEncounter(UsageWindow.Rolling12Months);

        Assert.Equal([ReasonCode.UsageLimitReached], question.Using(Law.Use(registration, Today, 1)).Evaluated().Codes());
    }

    [Fact]
    public void A_visit_over_New_Years_night_must_fit_into_the_year_that_it_begins_in()
    {
        var (registration, question) = OneEncounter(UsageWindow.CalendarYear);
        var night = question.StartingAt(Ask.Local("America/Phoenix", 2026, 12, 31, 23, 30));

        Assert.Equal(Verdict.Allow, night.Evaluated().Verdict);
        Assert.Equal([ReasonCode.UsageLimitReached], night.Using(Law.Use(registration, new(2026, 6, 1), 1)).Evaluated().Codes());
    }

    [Theory]
    [InlineData(14, Verdict.Allow)] // the 15th day of the old year and the first of the new
    [InlineData(15, Verdict.Deny)]
    public void A_visit_over_New_Years_night_uses_one_day_of_each_year(int used, Verdict verdict)
    {
        var exemption = Law.Of(Profession.LCSW, AuthorityKind.Exemption, 1, "FL");
        var days = Enumerable.Range(0, used).Select(i => Law.Use(exemption, new LocalDate(2026, 2, 1).PlusDays(i), i)).ToArray();
        var night = Law.Asking(Profession.LCSW, "FL", exemption).Choosing(exemption).Using(days).StartingAt(Ask.Local("America/New_York", 2026, 12, 31, 23, 30));

        Assert.Equal(verdict, night.Evaluated().Verdict);
    }

    /// <summary>A registration in Arizona whose own limit is one encounter, which none has used.</summary>
    private static (Authority Registration, LicensureQuestion Question) OneEncounter(UsageWindow window)
    {
        var home = Law.Home(Profession.LPC, "UT");
        var registration = Law.Of(Profession.LPC, AuthorityKind.TelehealthRegistration, 1, "AZ") with { DependsOn = home.Id, Limit = new(UsageUnit.Encounter, 1, window) };
        return (registration, Law.Asking(Profession.LPC, "AZ", registration, home));
    }
}
