using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Licensure;

/// <summary>A place where the patient may be, and the earliest date that it may be there when the visit starts.</summary>
/// <param name="State">USPS code, or <c>OUTSIDE</c>.</param>
public sealed record MinorPlace(string State, LocalDate On);

/// <summary>What decides whether a minor may be treated.</summary>
/// <param name="Profession">In which the clinician acts; null where none is named yet.</param>
/// <param name="Basis">Recorded on the visit; null when none is.</param>
/// <param name="GuardianVerified">The identity of the guardian who consented was verified.</param>
/// <param name="Now">From which visits are counted back.</param>
/// <param name="EarlierStarts">When other visits of the patient started, in any order.</param>
/// <param name="StaleAfterDays">A row whose source is older warns.</param>
public sealed record MinorQuestion(
    ImmutableArray<MinorPlace> Places, LocalDate BirthDate, Profession? Profession, MinorBasis? Basis, bool GuardianVerified, Instant Now, ImmutableArray<Instant> EarlierStarts,
    int StaleAfterDays = 180);

/// <summary>What a minor's basis amounts to in one place.</summary>
/// <param name="Age">Whole years on the earliest date there.</param>
/// <param name="RuleId">The row that it rests on; null when none holds, or where no row is needed.</param>
/// <param name="Holds">The basis holds there.</param>
/// <param name="GuardianIdNeeded">It holds only once the guardian's identity was verified.</param>
/// <param name="Stale">The row's source is older than the clinic's limit.</param>
public sealed record MinorFinding(string State, int Age, string? RuleId, bool Holds, bool GuardianIdNeeded, bool Stale);

/// <summary>
/// May a person under 18 be treated, and on what basis? Where they may be in several states the basis must hold in every one of them: the strictest
/// counts. Whoever is 18 everywhere needs none.
/// </summary>
public static class MinorConsent
{
    public const int Majority = 18;

    /// <summary>One finding for each place in which the patient is a minor, in the places' order; empty for adults.</summary>
    public static ImmutableArray<MinorFinding> Decide(ImmutableArray<MinorConsentRule> rules, MinorQuestion asked) =>
    [
        .. asked.Places.Select(place => (place, Age: AgeOn(asked.BirthDate, place.On)))
            .Where(p => p.Age < Majority)
            .Select(p => FindingOf(rules, asked, p.place, p.Age)),
    ];

    /// <summary>Every basis that the rules know in all of these places at this age; what a clinician may choose from.</summary>
    public static ImmutableArray<MinorBasis> Offered(ImmutableArray<MinorConsentRule> rules, MinorQuestion asked) =>
        [.. Enum.GetValues<MinorBasis>().Where(basis => Decide(rules, asked with { Basis = basis }).All(f => f.Holds))];

    /// <summary>A basis on which the minor decides without a parent: nothing of the visit goes to one unless staff say so.</summary>
    public static bool IsAlone(MinorBasis? basis) => basis switch
    {
        MinorBasis.SelfConsentByStateLaw or MinorBasis.SelfConsentInCrisis or MinorBasis.Emancipated or MinorBasis.Married or MinorBasis.Military
            or MinorBasis.Homeless or MinorBasis.LivingApart or MinorBasis.Parent or MinorBasis.SeriousHazard => true,
        null or MinorBasis.GuardianConsented or MinorBasis.Emergency => false,
    };

    /// <summary>Someone born on 29 February grows older on 1 March.</summary>
    public static int AgeOn(LocalDate birth, LocalDate on) =>
        on.Year - birth.Year - ((on.Month, on.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);

    private static MinorFinding FindingOf(ImmutableArray<MinorConsentRule> rules, MinorQuestion asked, MinorPlace place, int age)
    {
        var here = rules.Where(r => r.State == place.State).ToList();

        // Of a state that the rules say nothing about only this is known: a guardian may consent.
        if (here.Count == 0) return new(place.State, age, null, asked.Basis is MinorBasis.GuardianConsented, false, false);

        var rule = here.Find(r => r.Basis == asked.Basis && Applies(r, asked, place.On, age));
        return new(place.State, age, rule?.Id, rule is not null, rule is { VerifyGuardian: true } && !asked.GuardianVerified,
            rule is not null && rule.Provenance.IsStale(place.On, asked.StaleAfterDays));
    }

    private static bool Applies(MinorConsentRule rule, MinorQuestion asked, LocalDate on, int age) =>
        age >= rule.FromAge
        && !(on < rule.From) && !(on > rule.Until)
        && (rule.Professions.IsDefaultOrEmpty || asked.Profession is not { } profession || rule.Professions.Contains(profession))
        && !(rule.Limit is { } limit && Started(asked, limit.WithinDays) >= limit.Visits);

    private static int Started(MinorQuestion asked, int withinDays) =>
        asked.EarlierStarts.Count(at => at <= asked.Now && at > asked.Now - Duration.FromDays(withinDays));
}
