using System.Text.Json;
using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Hosting.RuleCommands;

/// <summary>What stands in one rule set and not, or not so, in another; one line each.</summary>
internal static class RowDiff
{
    public static IEnumerable<string> Of(LoadedRules from, LoadedRules to)
    {
        var (before, after) = (ByName(from), ByName(to));
        foreach (var name in before.Keys.Union(after.Keys).OrderBy(k => k.File, StringComparer.Ordinal).ThenBy(k => k.Id, StringComparer.Ordinal))
        {
            if (!before.TryGetValue(name, out var old)) yield return $"+ {name.File} {name.Id}: {after[name].Title}{Force(after[name])}";
            else if (!after.TryGetValue(name, out var now)) yield return $"- {name.File} {name.Id}: {old.Title}{Force(old)}";
            else if (old.Canonical != now.Canonical) yield return $"~ {name.File} {name.Id}: {string.Join(", ", Members(old, now))}";
        }
    }

    private static Dictionary<(string File, string Id), RuleRow> ByName(LoadedRules rules) => rules.Rows.ToDictionary(r => (r.File, r.Id));

    private static string Force(RuleRow row) => row.Active ? "" : " (not in force)";

    private static IEnumerable<string> Members(RuleRow old, RuleRow now)
    {
        using var before = JsonDocument.Parse(old.Canonical);
        using var after = JsonDocument.Parse(now.Canonical);
        var names = before.RootElement.EnumerateObject().Concat(after.RootElement.EnumerateObject()).Select(m => m.Name).Distinct().Order(StringComparer.Ordinal);
        return [.. names.Select(n => (Name: n, Old: TextOf(before, n), New: TextOf(after, n))).Where(m => m.Old != m.New).Select(m => $"{m.Name} {Short(m.Old)} -> {Short(m.New)}")];
    }

    private static string TextOf(JsonDocument row, string name) => row.RootElement.TryGetProperty(name, out var value) ? value.GetRawText() : "none";

    private static string Short(string text) => text.Length <= 120 ? text : $"{text[..100]}... ({text.Length} characters)";
}
