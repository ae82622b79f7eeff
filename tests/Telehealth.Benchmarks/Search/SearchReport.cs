using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Report;

namespace Telehealth.Benchmarks.Search;

/// <param name="Figures">Within 90 days.</param>
/// <param name="Whole">Over all the years.</param>
internal sealed record SearchRun(IReadOnlyList<SearchFigure> Figures, IReadOnlyList<SearchFigure> Whole, int Facets, string Sizes);

/// <summary>The runs as markdown: how many searches, how fast, which are the slowest.</summary>
internal sealed partial class SearchReport(string postgres, string command)
{
    private const double Bound = 50;
    private const int Slowest = 12;
    private readonly List<(int Rows, SearchRun Run)> _runs = [];

    public void Add(int rows, SearchRun run) => _runs.Add((rows, run));

    public string Write()
    {
        var text = new StringBuilder("# Searching the log\n\n");
        text.AppendLine(MachineCard.Markdown(postgres)).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`{command}`").AppendLine();
        text.AppendLine("Milliseconds of the first page of 50, as the server finds it: the filter over the facets, the walk along one index, on a warm connection with").AppendLine("prepared statements; each search's figure is the median of its rounds after one to warm it. The count is a statement of its own, up to 10,000.")
            .AppendLine("Two years of a clinic, newest 90 days asked for (the default). Every set of the ten keys, with values of one record (\"fitting\") and with values drawn")
            .AppendLine("apart, which mostly match nothing; and sets in which some keys are turned round with `-`. What is not in it: reading the 50 records themselves").AppendLine("by their primary key, and their JSON.").AppendLine();
        foreach (var (rows, run) in _runs) Write(text, rows, run);
        return text.ToString();
    }

    private static void Write(StringBuilder text, int rows, SearchRun run)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"## {rows:N0} records").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{run.Sizes}; {run.Facets} different facets. {run.Figures.Count(f => f.Page < Bound):N0} of {run.Figures.Count:N0} searches had their first page in under {Bound:0} ms at the median.").AppendLine();
        text.AppendLine("| Keys | Searches | Found nothing | Page, median | 95 % | Slowest | Count, median | Slowest |").AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var group in run.Figures.GroupBy(f => Math.Min(f.Keys, 6)).OrderBy(g => g.Key)) text.AppendLine(Row(group.Key == 6 ? "6 to 10" : group.Key.ToString(CultureInfo.InvariantCulture), [.. group]));
        text.AppendLine(Row("all", run.Figures));
        text.AppendLine(Row("0 to 2, over all years", run.Whole)).AppendLine();
        text.AppendLine("The slowest:").AppendLine().AppendLine("| Search | Found | Page | Count |").AppendLine("|---|---|---|---|");
        foreach (var f in run.Figures.OrderByDescending(f => Math.Max(f.Page, f.Count ?? 0)).Take(Slowest))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{Ids().Replace(f.Query, "…")}` | {(f.Found > 50 ? "50+" : f.Found)} | {Numbers.Short(f.Page)} | {(f.Count is { } count ? Numbers.Short(count) : "-")} |");
        }

        text.AppendLine();
    }

    private static string Row(string name, IReadOnlyList<SearchFigure> figures)
    {
        var (pages, counts) = (figures.Select(f => f.Page).Order().ToList(), figures.Select(f => f.Count).OfType<double>().ToList());
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {figures.Count:N0} | {figures.Count(f => f.Found == 0):N0} | {Numbers.Short(Numbers.Median(pages))} | {Numbers.Short(pages[pages.Count * 95 / 100])} | {Numbers.Short(pages[^1])} | {(counts.Count == 0 ? "-" : Numbers.Short(Numbers.Median(counts)))} | {(counts.Count == 0 ? "-" : Numbers.Short(counts.Max()))} |");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();
}
