using System.Globalization;
using System.Text;
using Telehealth.Benchmarks.Compare;
using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.Report;

/// <summary>One topic as markdown: what was to be reached, medians with ranges, and every run.</summary>
internal sealed class TopicReport(Topic topic, CompareSpec spec, IReadOnlyList<string> versions, string command)
{
    public string Write(IReadOnlyList<RunRecord> runs)
    {
        var contenders = topic.Contenders.Select(contender => contender.Name).ToArray();
        var figures = runs.SelectMany(run => run.Figures.Keys).Distinct().ToArray();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {topic.Title}").AppendLine();
        text.AppendLine(MachineCard.Markdown(versions)).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`{command}`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{runs.Max(run => run.Round)} of {spec.Rounds} rounds, interleaved. Ratios are taken within a round; median [least-most].").AppendLine();

        text.AppendLine("| To reach | Bound | Measured | Reached |").AppendLine("|---|---|---|---|");
        foreach (var goal in topic.Goals) text.AppendLine(goal.Row(runs));

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"| Figure | {string.Join(" | ", contenders)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---|", contenders.Length))}");
        foreach (var figure in figures)
        {
            var cells = contenders.Select(name => Numbers.Spread([.. runs.Where(run => run.Contender == name).Select(run => run.Figure(figure))]));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {figure} | {string.Join(" | ", cells)} |");
        }

        WriteRuns(text, runs, figures);
        return text.ToString();
    }

    private static void WriteRuns(StringBuilder text, IReadOnlyList<RunRecord> runs, string[] figures)
    {
        text.AppendLine().AppendLine("Every run; \"strangers\" is what other processes used meanwhile, in percent of one core.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| Round | Server | {string.Join(" | ", figures)} | strangers % | attempt |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|---|{string.Concat(Enumerable.Repeat("---|", figures.Length + 2))}");
        foreach (var run in runs)
        {
            var cells = figures.Select(figure => Numbers.Short(run.Figure(figure)));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {run.Round} | {run.Contender} | {string.Join(" | ", cells)} | {run.Strangers:0} | {run.Attempt} |");
        }
    }
}
