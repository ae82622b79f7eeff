using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Desk.Rules;

/// <param name="Code">A licensure reason code.</param>
/// <param name="On">The last day of what ends; null for a row whose source is old.</param>
internal sealed record RuleWarning(string Code, string File, string Id, string Title, LocalDate? On);

/// <summary>What staff should look at in the rules on a day.</summary>
internal static class RuleWarnings
{
    public static ImmutableArray<RuleWarning> Of(LoadedRules rules, LocalDate on, int staleAfterDays) =>
    [
        .. rules.Set.Flexibilities.Where(f => on >= f.Until.PlusDays(-f.WarnDays))
            .Select(f => new RuleWarning(ReasonCode.DeaFlexEnding.ToWire(), RuleFiles.Flexibilities, f.Id, f.Title, f.Until)),
        .. rules.Rows.Where(r => r.Active && r.IsStale(on, staleAfterDays)).Select(r => new RuleWarning(ReasonCode.RuleTableStale.ToWire(), r.File, r.Id, r.Title, null)),
    ];
}
