using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>Where a row of the rules comes from. A clinic keeps the rows; none of them is legal advice.</summary>
/// <param name="AsOf">The day as of which the source was read.</param>
/// <param name="Source">An address, or the name of a text.</param>
/// <param name="VerifiedBy">Who read it.</param>
public sealed record RuleProvenance(LocalDate AsOf, string Source, string VerifiedBy, RuleConfidence Confidence)
{
    /// <summary>More than so many days have passed since.</summary>
    public bool IsStale(LocalDate on, int afterDays) => Period.DaysBetween(AsOf, on) > afterDays;
}

/// <summary>An official page or the text of the law; another's account of it; nobody confirmed it (such a row is not in force).</summary>
public enum RuleConfidence { Primary, Secondary, Unconfirmed }
