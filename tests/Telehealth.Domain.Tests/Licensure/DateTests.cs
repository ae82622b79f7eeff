using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure;

/// <summary>A licence's dates are the patient's own, first and last day included, in every zone of the state.</summary>
public sealed class DateTests
{
    [Theory]
    [InlineData("UT", "America/Denver", "23:59:59", Verdict.Allow)]
    [InlineData("UT", "America/Denver", "24:00:00", Verdict.Deny)]
    [InlineData("ID", "America/Boise", "23:59:59", Verdict.Allow)]
    [InlineData("ID", "America/Boise", "24:00:00", Verdict.Deny)]
    [InlineData("ID", "America/Los_Angeles", "22:59:59", Verdict.Allow)] // Coeur d'Alene: Boise is still on the last day
    [InlineData("ID", "America/Los_Angeles", "23:59:59", Verdict.Deny)] // Coeur d'Alene: Boise has left it
    [InlineData("OR", "America/Boise", "23:59:59", Verdict.Allow)]
    [InlineData("OR", "America/Los_Angeles", "23:59:59", Verdict.Deny)]
    [InlineData("FL", "America/New_York", "23:59:59", Verdict.Allow)] // Tallahassee
    [InlineData("FL", "America/New_York", "24:00:00", Verdict.Deny)]
    [InlineData("FL", "America/Chicago", "23:59:59", Verdict.Deny)] // Pensacola: Tallahassee has left it
    [InlineData("WA", "America/Los_Angeles", "23:59:59", Verdict.Allow)]
    [InlineData("NV", "America/Denver", "23:59:59", Verdict.Allow)] // West Wendover
    [InlineData("NV", "America/Denver", "24:00:00", Verdict.Deny)]
    [InlineData("NV", "America/Los_Angeles", "23:59:59", Verdict.Deny)] // Reno: West Wendover has left it
    [InlineData("AZ", "America/Phoenix", "23:59:59", Verdict.Allow)]
    [InlineData("AZ", "America/Phoenix", "24:00:00", Verdict.Deny)]
    public void The_last_day_ends_at_local_midnight(string state, string zone, string time, Verdict verdict)
    {
        var parts = time.Split(':').Select(int.Parse).ToArray();
        var at = Ask.Local(zone, 2026, 11, 23, 0, 0) + Duration.FromSeconds(parts[0] * 3600 + parts[1] * 60 + parts[2]);
        var decision = Ask.InState(state, Ask.License(state, expires: "2026-11-23")).StartingAt(at, minutes: 0).Evaluated();

        Assert.Equal(verdict, decision.Verdict);
        if (verdict is Verdict.Deny) Assert.Equal([ReasonCode.AuthorityExpired], decision.Codes());
    }

    [Theory]
    [InlineData("ID", "America/Boise", 0, Verdict.Deny)] // Coeur d'Alene is still on the day before
    [InlineData("ID", "America/Boise", 1, Verdict.Allow)]
    [InlineData("FL", "America/New_York", 0, Verdict.Deny)] // Pensacola is
    [InlineData("FL", "America/New_York", 1, Verdict.Allow)]
    [InlineData("UT", "America/Denver", 0, Verdict.Allow)]
    public void The_first_day_begins_when_every_zone_has_reached_it(string state, string zone, int hour, Verdict verdict)
    {
        var decision = Ask.InState(state, Ask.License(state, effective: "2026-11-23")).StartingAt(Ask.Local(zone, 2026, 11, 23, hour, 0)).Evaluated();

        Assert.Equal(verdict, decision.Verdict);
        if (verdict is Verdict.Deny) Assert.Equal([ReasonCode.AuthorityNotYetEffective], decision.Codes());
    }

    [Fact]
    public void A_visit_that_would_outlast_the_licence_is_denied()
    {
        var evening = Ask.InState("UT", Ask.License("UT", expires: "2026-11-23")).StartingAt(Ask.Local("America/Denver", 2026, 11, 23, 23, 30));

        Assert.Equal([ReasonCode.AuthorityExpiresDuringVisit], evening.Evaluated().Codes());
    }

    [Theory]
    [InlineData("FL", "America/Chicago")] // Pensacola: over during the visit; Tallahassee: over before it
    [InlineData("NV", "America/Los_Angeles")] // Reno and West Wendover
    public void Where_one_clock_says_expired_and_another_expiring_it_is_expired(string state, string zone)
    {
        var evening = Ask.InState(state, Ask.License(state, expires: "2026-11-23")).StartingAt(Ask.Local(zone, 2026, 11, 23, 23, 30));

        Assert.Equal([ReasonCode.AuthorityExpired], evening.Evaluated().Codes());
    }

    [Theory]
    [InlineData("2026-12-24", true)]
    [InlineData("2026-12-25", false)]
    public void The_days_that_a_license_has_left_are_counted_from_the_latest_date_in_the_state(string expires, bool warns)
    {
        // 23:30 in Pensacola is 00:30 of the 24th in Tallahassee.
        var decision = Ask.InState("FL", Ask.License("FL", expires)).StartingAt(Ask.Local("America/Chicago", 2026, 11, 23, 23, 30), 0).Evaluated();

        Assert.Equal<ReasonCode>(warns ? [ReasonCode.AuthorityExpiringSoon] : [], decision.Codes());
    }

    [Theory]
    [InlineData("UT", "America/Denver", 2026, 3, 8)] // 2:00 becomes 3:00
    [InlineData("UT", "America/Denver", 2026, 11, 1)] // 2:00 becomes 1:00
    [InlineData("AZ", "America/Phoenix", 2026, 3, 8)] // no change of clocks
    public void A_change_of_clocks_moves_no_date(string state, string zone, int year, int month, int day)
    {
        var date = new LocalDate(year, month, day);
        var licence = Ask.License(state) with { EffectiveOn = date, ExpiresOn = date, VerifiedOn = new LocalDate(2026, 1, 5) };

        // Where the county is not known, Arizona has two clocks: the Navajo Nation's changes.
        Verdict At(Instant instant) => (Ask.InState(state, licence).StartingAt(instant, 0) with { Device = Law.Device(state, state) with { Zones = [zone], At = instant } }).Evaluated().Verdict;
        var midnight = Ask.Local(zone, year, month, day, 0, 0);
        var next = DateTimeZoneProviders.Tzdb[zone].AtStartOfDay(date.PlusDays(1)).ToInstant();

        Assert.Equal(Verdict.Deny, At(midnight - Duration.FromSeconds(1)));
        Assert.Equal(Verdict.Allow, At(midnight));
        Assert.Equal(Verdict.Allow, At(next - Duration.FromSeconds(1)));
        Assert.Equal(Verdict.Deny, At(next));
    }

    [Fact]
    public void A_licence_may_end_on_29_February()
    {
        var licence = Ask.License("UT", expires: "2028-02-29", effective: "2026-03-01") with { VerifiedOn = Ask.Date("2028-01-10") };

        Assert.Equal(Verdict.Allow, Ask.InState("UT", licence).StartingAt(Ask.Local("America/Denver", 2028, 2, 29, 23, 59, 59), 0).Evaluated().Verdict);
        Assert.Equal(Verdict.Deny, Ask.InState("UT", licence).StartingAt(Ask.Local("America/Denver", 2028, 3, 1, 0, 0), 0).Evaluated().Verdict);
    }

    [Theory]
    [InlineData(2026, 2, 28, 17)]
    [InlineData(2026, 3, 1, 18)]
    public void Someone_born_on_29_February_comes_of_age_on_1_March(int year, int month, int day, int age)
    {
        var question = (Ask.Utah with { PatientBirthDate = new LocalDate(2008, 2, 29) }).StartingAt(Ask.Local("America/Denver", year, month, day, 12, 0));

        Assert.Equal(age, question.Evaluated().Evidence.PatientAge);
    }

    [Fact]
    public void Age_counts_on_the_latest_birthday_of_the_state()
    {
        var question = Ask.InState("FL", Ask.License("FL")) with { PatientBirthDate = new LocalDate(2008, 11, 24) };

        Assert.Equal(17, question.StartingAt(Ask.Local("America/New_York", 2026, 11, 24, 0, 30)).Evaluated().Evidence.PatientAge);
        Assert.Equal(18, question.StartingAt(Ask.Local("America/Chicago", 2026, 11, 24, 0, 0)).Evaluated().Evidence.PatientAge);
    }

    [Fact]
    public void A_device_that_knows_no_clock_of_the_state_leaves_them_all()
    {
        var decision = (Ask.InState("FL", Ask.License("FL")) with { Device = Law.Device("FL", "FL") with { Zones = ["America/Denver"] } }).Evaluated();

        Assert.Equal(Verdict.Allow, decision.Verdict);
        Assert.Equal(["America/New_York", "America/Chicago"], decision.Evidence.Dates.Select(d => d.Zone));
    }

    [Fact]
    public void Every_served_state_has_its_zones()
    {
        Assert.Equal(56, StateZones.States.Length);
        Assert.All(StateZones.States, s => Assert.NotEmpty(StateZones.Of(s)));
        Assert.Equal(["America/Boise", "America/Los_Angeles"], StateZones.Of("ID").Select(z => z.Id));
        Assert.Empty(StateZones.Of("ZZ"));
        Assert.Empty(StateZones.Of(null));
    }
}
