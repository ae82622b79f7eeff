using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>A permission that ends on a day. Staff are warned before; it gates nothing.</summary>
/// <param name="Until">Its last day.</param>
/// <param name="WarnDays">Days before <paramref name="Until"/> from which on staff are warned.</param>
/// <param name="Professions">Whom it concerns; empty concerns all.</param>
public sealed record Flexibility(
    string Id, LocalDate From, LocalDate Until, int WarnDays, ImmutableArray<Profession> Professions, string Title, RuleProvenance Provenance)
{
    /// <summary>From the first day of the warning on, and after the end until the row is replaced.</summary>
    public bool Warns(LocalDate on, Profession profession) =>
        on >= Until.PlusDays(-WarnDays) && (Professions.IsDefaultOrEmpty || Professions.Contains(profession));
}
