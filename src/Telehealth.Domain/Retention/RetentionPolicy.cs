using System.Collections.Frozen;
using NodaTime;

namespace Telehealth.Domain.Retention;

/// <summary>How long records are kept (docs/log.md, Retention): for everybody, and otherwise where a state asks for more or less.</summary>
public sealed record RetentionPolicy(RetentionTerm General, FrozenDictionary<string, RetentionTerm> States)
{
    /// <summary>The first day on which what ended at <paramref name="last"/> may go.</summary>
    /// <param name="state">USPS code of the place of care; null or any other: the general term.</param>
    /// <param name="birthDate">Of the patient; null when nobody in particular, or not known any more.</param>
    public LocalDate KeptUntil(Instant last, string? state, LocalDate? birthDate)
    {
        var term = TermOf(state);
        var byAge = last.InUtc().Date.PlusYears(term.Years).PlusDays(1);
        return birthDate is { } born ? LocalDate.Max(byAge, born.PlusYears(term.Majority + term.YearsAfterMajority).PlusDays(1)) : byAge;
    }

    public RetentionTerm TermOf(string? state) => state is not null && States.TryGetValue(state, out var own) ? own : General;
}

/// <param name="Years">After the end of what a record belongs to.</param>
/// <param name="Majority">Age of majority in years.</param>
/// <param name="YearsAfterMajority">For who was a minor, whichever is later.</param>
public sealed record RetentionTerm(int Years, int Majority, int YearsAfterMajority)
{
    /// <summary>45 CFR 164.316(b)(2)(i).</summary>
    public const int FewestYears = 6;

    /// <summary>Reads <c>NV:10</c>, <c>NV:10:18</c> or <c>NV:10:18:5</c>: state, years, age of majority, years after it; what is left out is as in the general term.</summary>
    /// <returns>Null when it is none of these, or keeps too short.</returns>
    public static (string State, RetentionTerm Term)? TryRead(string text, RetentionTerm general)
    {
        if (text.Split(':') is not [{ Length: 2 } state, .. { Length: >= 1 and <= 3 } numbers] || !state.All(char.IsAsciiLetterUpper)) return null;
        int[] read = [.. numbers.Select(n => n.Length is 1 or 2 && n.All(char.IsAsciiDigit) ? int.Parse(n, System.Globalization.CultureInfo.InvariantCulture) : -1)];
        var term = new RetentionTerm(read[0], read.ElementAtOrDefault(1) is var age and not 0 ? age : general.Majority, read.Length > 2 ? read[2] : general.YearsAfterMajority);
        return term is { Years: >= FewestYears, Majority: >= 18 and <= 21, YearsAfterMajority: >= 0 } ? (state, term) : null;
    }
}
