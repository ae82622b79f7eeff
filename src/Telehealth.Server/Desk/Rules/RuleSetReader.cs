using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using Telehealth.Domain.Consent;

namespace Telehealth.Server.Desk.Rules;

/// <summary>From files to the rules in force, or to everything that is wrong with them at once.</summary>
internal static class RuleSetReader
{
    /// <param name="today">No source can have been read after this day.</param>
    public static ReadRules Read(string? folder, LocalDate today)
    {
        var problems = new List<RuleProblem>();
        return Of(RuleFiles.Read(folder, problems), today, problems);
    }

    public static ReadRules Of(ImmutableArray<RuleFile> files, LocalDate today) => Of(files, today, []);

    private static ReadRules Of(ImmutableArray<RuleFile> files, LocalDate today, List<RuleProblem> problems)
    {
        var draft = new RuleDraft(today, problems);
        foreach (var file in files) Parse(file, draft);
        if (problems.Count == 0) RuleChecks.Check(draft, files);
        if (problems.Count > 0) return new(null, [.. problems.Distinct()]);

        var active = draft.Rows.Where(r => r.Active).ToImmutableArray();
        return new(new(draft.ToRuleSet(HashOf(active)), new ConsentTexts([.. draft.Editions]), [.. draft.Rows], files), []);
    }

    private static void Parse(RuleFile file, RuleDraft draft)
    {
        // A machine with a wrong clock still starts with what ships.
        draft.Latest = file.Origin == RuleFiles.BuiltIn ? LocalDate.MaxIsoValue : draft.Today;
        try
        {
            using var document = RuleJson.Parse(file.Content);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                draft.Problems.Add(new(file.Name, "", "is no JSON object"));
                return;
            }

            var top = new RowReader(file.Name, "", document.RootElement, draft.Problems);
            _ = (top.TextOrNull("$schema"), top.TextOrNull("about"));
            draft.Take(file.Name, top);
            top.End();
        }
        catch (JsonException e)
        {
            draft.Problems.Add(new(file.Name, "", $"is no JSON: {e.Message}"));
        }
    }

    /// <summary>Over the file, the id and the canonical data of every row in force, in ordinal order, so that the order in a file does not matter.</summary>
    private static string HashOf(IEnumerable<RuleRow> active) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        active.OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => $"{r.File}\n{r.Id}\n{r.Canonical}\n")))));
}
