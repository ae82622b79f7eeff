using NodaTime;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Desk.Rules;

/// <summary>The rules while they are read, file by file.</summary>
internal sealed class RuleDraft(LocalDate today, List<RuleProblem> problems)
{
    public LocalDate Today { get; } = today;

    /// <summary>No source of the present file was read after this day.</summary>
    public LocalDate Latest { get; set; } = today;

    public List<RuleProblem> Problems { get; } = problems;
    public List<RuleRow> Rows { get; } = [];
    public List<ConsentEdition> Editions { get; } = [];
    public List<string> Served { get; } = [];
    public List<AuthorityPath> Paths { get; } = [];
    public List<CompactRule> Compacts { get; } = [];
    public List<MinorConsentRule> Minors { get; } = [];
    public List<ConsentRequirement> Consents { get; } = [];
    public List<Flexibility> Flexibilities { get; } = [];

    public void Take(string file, RowReader top)
    {
        switch (file)
        {
            case RuleFiles.ServedStates: Each(file, top, "state", (r, from) => r.State("state"), Served, s => (s, "Served")); break;
            case RuleFiles.Paths: Each(file, top, "id", RuleRows.Path, Paths, p => (p.State, p.Title)); break;
            case RuleFiles.Minors: Each(file, top, "id", RuleRows.Minor, Minors, m => (m.State, m.Title)); break;
            case RuleFiles.Consents: Each(file, top, "id", RuleRows.Consent, Consents, c => (c.State, c.Title)); break;
            case RuleFiles.Flexibilities: Each(file, top, "id", RuleRows.Flexibility, Flexibilities, f => (null, f.Title)); break;
            case RuleFiles.Compacts: CompactRows.Take(this, file, top); break;
            case RuleFiles.ConsentTexts: ConsentTextRows.Take(this, file, top); break;
            default: throw new ArgumentException($"{file} is no rule file.");
        }
    }

    public RuleSet ToRuleSet(string hash) => new()
    {
        Version = $"0-{hash[..12]}", Hash = hash, ServedStates = [.. Served], Paths = [.. Paths], Compacts = [.. Compacts], Minors = [.. Minors], Consents = [.. Consents],
        Flexibilities = [.. Flexibilities],
    };

    /// <summary>Where the row comes from; no row without it, and nothing was read tomorrow.</summary>
    public RuleProvenance ProvenanceOf(RowReader row)
    {
        var from = new RuleProvenance(row.Date("asOf"), row.Text("source"), row.Text("verifiedBy"), row.Word<RuleConfidence>("confidence"));
        if (from.AsOf > Latest) row.Wrong("asOf is after today");
        return from;
    }

    public void Add(string file, RowReader row, string id, string? state, string title, RuleProvenance? from, params ReadOnlySpan<string> without)
    {
        if (Rows.Any(r => r.File == file && r.Id == id)) row.Wrong("there is another row of this name");
        Rows.Add(new(file, id, state, title, from, RuleJson.Canonical(row.Json, without)));
    }

    private void Each<T>(
        string file, RowReader top, string key, Func<RowReader, RuleProvenance, T> read, List<T> into, Func<T, (string? State, string Title)> told)
    {
        foreach (var row in top.Rows("rows", RowReader.By(key)))
        {
            var id = row.Text(key);
            var from = ProvenanceOf(row);
            var value = read(row, from);
            row.End();
            var (state, title) = told(value);
            Add(file, row, id, state, title, from);
            if (from.Confidence is not RuleConfidence.Unconfirmed) into.Add(value);
        }
    }
}
