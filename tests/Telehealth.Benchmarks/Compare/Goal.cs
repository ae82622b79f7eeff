using Telehealth.Benchmarks.Report;

namespace Telehealth.Benchmarks.Compare;

/// <summary>One thing to reach: a figure of one contender, by itself or as a ratio to another's in the same round.</summary>
/// <param name="AtLeast">The bound is a floor; else it is a ceiling.</param>
internal sealed record Goal(string Text, string Figure, string Of, string? Against, bool AtLeast, double Bound)
{
    public string Row(IReadOnlyList<RunRecord> runs)
    {
        var values = Values(runs);
        var median = Numbers.Median(values);
        var reached = double.IsNaN(median) ? "not measured" : (AtLeast ? median >= Bound : median <= Bound) ? "yes" : "**no**";
        return $"| {Text} | {(AtLeast ? "≥" : "≤")} {Numbers.Short(Bound)} | {Numbers.Spread(values)} | {reached} |";
    }

    private double[] Values(IReadOnlyList<RunRecord> runs) =>
    [
        .. runs.Where(run => run.Contender == Of).Select(run => Against is null
            ? run.Figure(Figure)
            : run.Figure(Figure) / (runs.FirstOrDefault(other => other.Contender == Against && other.Round == run.Round)?.Figure(Figure) ?? double.NaN)),
    ];
}
