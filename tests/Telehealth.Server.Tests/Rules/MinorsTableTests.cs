using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Tests.Rules;

/// <summary>The minors' table of the facts, row by row, at the last day before a birthday and on it.</summary>
public sealed class MinorsTableTests
{
    private static readonly ImmutableArray<MinorConsentRule> Rules = RuleSetReader.Read(null, RuleFolder.Today).Rules!.Set.Minors;
    private static readonly LocalDate Today = new(2026, 11, 23);

    [Theory]
    [InlineData("WA", MinorBasis.SelfConsentByStateLaw, 13)]
    [InlineData("OR", MinorBasis.SelfConsentByStateLaw, 14)]
    [InlineData("FL", MinorBasis.SelfConsentInCrisis, 13)]
    [InlineData("UT", MinorBasis.Homeless, 15)]
    public void A_minor_consents_alone_from_an_age_on(string state, MinorBasis basis, int age)
    {
        Assert.True(Holds(state, basis, Today.PlusYears(-age)));
        Assert.False(Holds(state, basis, Today.PlusYears(-age).PlusDays(1)));
    }

    [Theory]
    [InlineData("ID")]
    [InlineData("UT")]
    [InlineData("NV")]
    [InlineData("AZ")]
    [InlineData("FL")]
    public void Elsewhere_nobody_under_eighteen_consents_alone_by_age(string state) =>
        Assert.False(Holds(state, MinorBasis.SelfConsentByStateLaw, Today.PlusYears(-18).PlusDays(1)));

    [Theory]
    [InlineData("UT", "GuardianConsented Emancipated Married Military Homeless")]
    [InlineData("ID", "GuardianConsented Emancipated Emergency")]
    [InlineData("WA", "GuardianConsented SelfConsentByStateLaw")]
    [InlineData("OR", "GuardianConsented SelfConsentByStateLaw")]
    [InlineData("NV", "GuardianConsented Married LivingApart Parent SeriousHazard")]
    [InlineData("AZ", "GuardianConsented")]
    [InlineData("FL", "GuardianConsented SelfConsentInCrisis")]
    public void At_seventeen_a_state_knows_these_and_no_others(string state, string bases) =>
        Assert.Equal(bases, string.Join(' ', MinorConsent.Offered(Rules, Asked(state, Today.PlusYears(-17)))));

    [Fact]
    public void Only_in_Arizona_the_guardians_identity_is_verified() =>
        Assert.All(Rules.Where(r => r.Basis is MinorBasis.GuardianConsented), r => Assert.Equal(r.State == "AZ", r.VerifyGuardian));

    [Fact]
    public void In_Oregon_a_registered_nurse_is_not_among_those_named() =>
        Assert.Equal([MinorBasis.GuardianConsented], MinorConsent.Offered(Rules, Asked("OR", Today.PlusYears(-17)) with { Profession = Profession.RN }).AsEnumerable());

    private static bool Holds(string state, MinorBasis basis, LocalDate born) =>
        Assert.Single(MinorConsent.Decide(Rules, Asked(state, born) with { Basis = basis })).Holds;

    private static MinorQuestion Asked(string state, LocalDate born) =>
        new([new MinorPlace(state, Today)], born, Profession.APRN, null, false, Instant.FromUtc(2026, 11, 23, 18, 0), []);
}
