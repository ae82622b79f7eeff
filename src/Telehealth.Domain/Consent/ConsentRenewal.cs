using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Consent;

/// <summary>
/// When consent has grown too old to start on. Every check-in shows the whole text and asks for a tap, so this concerns consent that was carried from
/// one visit to the next, and keeps the age that it had.
/// </summary>
public static class ConsentRenewal
{
    /// <summary>Where no rule of the state asks for less (rules.md, Check-in).</summary>
    public const int UsualMonths = 12;

    /// <param name="state">USPS code of the place where the patient is; null where it is not known, or abroad.</param>
    /// <param name="acting">The clinician's profession; null where none is named, and then every row of the state counts.</param>
    public static bool IsDue(ConsentAccepted given, ImmutableArray<ConsentRequirement> rules, string? state, Profession? acting, Instant now) =>
        given.At.InUtc().LocalDateTime.PlusMonths(MonthsIn(rules, state, acting)) <= now.InUtc().LocalDateTime;

    private static int MonthsIn(ImmutableArray<ConsentRequirement> rules, string? state, Profession? acting)
    {
        var months = UsualMonths;
        foreach (var rule in rules)
        {
            if (rule.State != state || rule.RenewMonths is not { } asked) continue;
            if (rule.Professions.IsDefaultOrEmpty || acting is not { } profession || rule.Professions.Contains(profession)) months = Math.Min(months, asked);
        }

        return months;
    }
}
