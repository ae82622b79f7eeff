using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk.Rules;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Licensure;

/// <param name="Origin"><c>built in</c>, or <c>clinic</c> for a file of the clinic's own.</param>
internal sealed record RuleFileView(string Name, string Origin);

/// <param name="InForce">False for what nobody confirmed.</param>
/// <param name="Stale">Its source is older than the limit; decisions that rest on it warn.</param>
internal sealed record RuleRowView(
    string File, string Id, string? State, string Title, LocalDate? AsOf, string? Source, string? VerifiedBy, RuleConfidence? Confidence, bool InForce, bool Stale);

/// <param name="Held">False when this node holds other rules than those in force: it decides nothing then.</param>
internal sealed record RulesView(
    string Version, string Hash, Instant ChangedAt, bool Held, IReadOnlyCollection<string> ServedStates, int StaleAfterDays,
    IReadOnlyList<RuleFileView> Files, IReadOnlyList<RuleWarning> Warnings, IReadOnlyList<RuleRowView> Rows);

/// <summary>The rules in force, where each row comes from, and what is getting old. Configuration that the clinic keeps, never legal advice.</summary>
internal sealed class GetRules(TelehealthDb db, HeldRules held, VisitPolicy policy, TimeProvider time)
{
    public async Task<Answer<RulesView>> HandleAsync(CancellationToken cancellation)
    {
        var row = await db.RuleSets.AsNoTracking().SingleAsync(cancellation);
        var (rules, days, today) = (held.Loaded, policy.RulesReadWithinDays, time.Now().InUtc().Date);
        return new RulesView(
            row.Version, row.Hash, row.ChangedAt, held.AreThoseOf(row), row.ServedStates, days, [.. rules.Files.Select(f => new RuleFileView(f.Name, f.Origin))],
            RuleWarnings.Of(rules, today, days), [.. rules.Rows.Select(r => ViewOf(r, today, days))]);
    }

    private static RuleRowView ViewOf(RuleRow r, LocalDate today, int days) => new(
        r.File, r.Id, r.State, r.Title, r.Provenance?.AsOf, r.Provenance?.Source, r.Provenance?.VerifiedBy, r.Provenance?.Confidence, r.Active, r.Active && r.IsStale(today, days));
}
