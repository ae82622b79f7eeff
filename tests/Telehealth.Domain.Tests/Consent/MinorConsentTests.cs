using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Tests.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Consent;

public sealed class MinorConsentTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);
    private static readonly RuleProvenance Read = new(new(2026, 11, 1), "statute", "test", RuleConfidence.Primary);

    private static readonly ImmutableArray<MinorConsentRule> Rules =
    [
        Rule("WA", MinorBasis.GuardianConsented), Rule("WA", MinorBasis.SelfConsentByStateLaw, 13),
        Rule("ID", MinorBasis.GuardianConsented) with { From = new(2024, 7, 1) }, Rule("ID", MinorBasis.Emergency),
        Rule("AZ", MinorBasis.GuardianConsented) with { VerifyGuardian = true },
        Rule("OR", MinorBasis.GuardianConsented), Rule("OR", MinorBasis.SelfConsentByStateLaw, 14) with { Professions = [Profession.APRN, Profession.LCSW] },
        Rule("FL", MinorBasis.GuardianConsented), Rule("FL", MinorBasis.SelfConsentInCrisis, 13) with { Limit = new(2, 7) },
    ];

    [Theory]
    [InlineData("2013-11-23", true)] // 13 today
    [InlineData("2013-11-24", false)] // 13 tomorrow
    public void In_Washington_thirteen_is_enough_and_the_day_before_is_not(string born, bool holds) =>
        Assert.Equal(holds, Assert.Single(Decide(Ask.Date(born), MinorBasis.SelfConsentByStateLaw, "WA")).Holds);

    [Fact]
    public void A_thirteen_year_old_who_may_be_in_Clarkston_or_in_Lewiston_needs_what_Idaho_asks_for()
    {
        var alone = Decide(new(2013, 3, 1), MinorBasis.SelfConsentByStateLaw, "WA", "ID");
        Assert.Equal([("WA", true), ("ID", false)], alone.Select(f => (f.State, f.Holds)));

        Assert.All(Decide(new(2013, 3, 1), MinorBasis.GuardianConsented, "WA", "ID"), f => Assert.True(f.Holds));
    }

    [Fact]
    public void A_birthday_at_midnight_has_come_only_where_the_day_has()
    {
        // 23:30 in Spokane is 00:30 in Boise: the birthday has begun there and not here.
        MinorPlace[] places = [new("ID", new(2026, 11, 24)), new("WA", new(2026, 11, 23))];

        Assert.Equal(["WA"], MinorConsent.Decide(Rules, Asked(new(2008, 11, 24), null) with { Places = [.. places] }).Select(f => f.State));
        Assert.Equal([13, 12], MinorConsent.Decide(Rules, Asked(new(2013, 11, 24), null) with { Places = [.. places] }).Select(f => f.Age));
    }

    [Theory]
    [InlineData("2030-02-28", true)] // of age on 1 March
    [InlineData("2030-03-01", false)]
    public void Who_was_born_on_29_February_comes_of_age_on_1_March(string on, bool minor) =>
        Assert.Equal(minor, !MinorConsent.Decide(Rules, Asked(new(2012, 2, 29), null) with { Places = [new("WA", Ask.Date(on))] }).IsEmpty);

    [Fact]
    public void In_Arizona_a_guardians_consent_waits_for_their_identity()
    {
        var asked = Asked(new(2015, 1, 1), MinorBasis.GuardianConsented) with { Places = [new("AZ", Today)] };
        Assert.Equal((true, true), Assert.Single(MinorConsent.Decide(Rules, asked)) is var f ? (f.Holds, f.GuardianIdNeeded) : default);
        Assert.False(Assert.Single(MinorConsent.Decide(Rules, asked with { GuardianVerified = true })).GuardianIdNeeded);
    }

    [Fact]
    public void Oregons_rule_is_for_the_professions_that_it_names()
    {
        var asked = Asked(new(2012, 1, 1), MinorBasis.SelfConsentByStateLaw) with { Places = [new("OR", Today)] };
        Assert.True(Assert.Single(MinorConsent.Decide(Rules, asked)).Holds);
        Assert.False(Assert.Single(MinorConsent.Decide(Rules, asked with { Profession = Profession.RN })).Holds);
        Assert.True(Assert.Single(MinorConsent.Decide(Rules, asked with { Profession = null })).Holds);
    }

    [Theory]
    [InlineData(new[] { 1 }, true)]
    [InlineData(new[] { 1, 6 }, false)] // this would be the third in a week
    [InlineData(new[] { 1, 7 }, true)] // the older one was a week ago
    [InlineData(new int[0], true)]
    public void In_Florida_a_crisis_is_two_visits_in_a_week(int[] daysAgo, bool holds)
    {
        var asked = Asked(new(2012, 1, 1), MinorBasis.SelfConsentInCrisis) with { Places = [new("FL", Today)] };
        Assert.Equal(holds, Assert.Single(MinorConsent.Decide(Rules, asked with { EarlierStarts = [.. daysAgo.Select(d => Ask.Now - Duration.FromDays(d))] })).Holds);
    }

    [Theory]
    [InlineData("2024-06-30", false)]
    [InlineData("2024-07-01", true)]
    public void A_row_counts_from_its_first_day(string on, bool holds) =>
        Assert.Equal(holds, Assert.Single(MinorConsent.Decide(Rules, Asked(new(2015, 1, 1), MinorBasis.GuardianConsented) with { Places = [new("ID", Ask.Date(on))] })).Holds);

    [Theory]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-22", false)]
    public void A_row_counts_up_to_and_on_its_last_day(string until, bool holds)
    {
        ImmutableArray<MinorConsentRule> rules = [Rule("WA", MinorBasis.SelfConsentByStateLaw, 13) with { Until = Ask.Date(until) }];
        Assert.Equal(holds, Assert.Single(MinorConsent.Decide(rules, Asked(new(2012, 1, 1), MinorBasis.SelfConsentByStateLaw) with { Places = [new("WA", Today)] })).Holds);
    }

    [Fact]
    public void Of_a_place_without_rules_only_a_guardians_consent_is_known()
    {
        foreach (var basis in Enum.GetValues<MinorBasis>())
            Assert.Equal(basis is MinorBasis.GuardianConsented, Assert.Single(Decide(new(2015, 1, 1), basis, "OUTSIDE")).Holds);
    }

    [Fact]
    public void Without_a_basis_nothing_holds_and_an_adult_needs_none()
    {
        Assert.False(Assert.Single(Decide(new(2015, 1, 1), null, "WA")).Holds);
        Assert.Empty(Decide(new(2008, 11, 23), null, "WA", "ID", "AZ"));
    }

    [Fact]
    public void A_clinician_is_offered_what_holds_in_every_place()
    {
        var asked = Asked(new(2012, 1, 1), null);
        Assert.Equal([MinorBasis.GuardianConsented, MinorBasis.SelfConsentByStateLaw], MinorConsent.Offered(Rules, asked with { Places = [new("WA", Today)] }).AsEnumerable());
        Assert.Equal([MinorBasis.GuardianConsented], MinorConsent.Offered(Rules, asked with { Places = [new("WA", Today), new("ID", Today)] }).AsEnumerable());
    }

    [Theory]
    [InlineData(180, false)]
    [InlineData(181, true)]
    public void A_finding_names_its_row_and_whether_its_source_is_too_old(int days, bool stale)
    {
        var asked = Asked(new(2012, 1, 1), MinorBasis.SelfConsentByStateLaw) with { Places = [new("WA", Read.AsOf.PlusDays(days))] };
        Assert.Equal(("WA-SelfConsentByStateLaw", stale), Assert.Single(MinorConsent.Decide(Rules, asked)) is var f ? (f.RuleId, f.Stale) : default);
    }

    private static ImmutableArray<MinorFinding> Decide(LocalDate born, MinorBasis? basis, params string[] states) =>
        MinorConsent.Decide(Rules, Asked(born, basis) with { Places = [.. states.Select(s => new MinorPlace(s, Today))] });

    private static MinorQuestion Asked(LocalDate born, MinorBasis? basis) => new([], born, Profession.APRN, basis, false, Ask.Now, []);

    private static MinorConsentRule Rule(string state, MinorBasis basis, int fromAge = 0) =>
        new($"{state}-{basis}", state, basis, fromAge, null, null, [], null, false, "title", Read);
}
