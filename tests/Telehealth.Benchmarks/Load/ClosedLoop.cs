using System.Diagnostics;
using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Load;

/// <summary>Every pair acts again as soon as its action is done: how many durable actions a second, and how late.</summary>
internal static class ClosedLoop
{
    public static async Task RunAsync(LoadSpec spec, Population population, Figures figures, CancellationToken cancel)
    {
        await using var crew = await Crew.OpenAsync(spec, population.Pairs, cancel);
        Progress.Line($"{spec.Target}: closed loop, {crew.Pairs.Length} pairs, {spec.WarmUp.TotalSeconds:0} + {spec.Window.TotalSeconds:0} s");
        var window = new ActionWindow(spec, "closed");
        var meter = window.Meter;
        foreach (var pair in crew.Pairs)
        {
            pair.Done = (who, intended, done) =>
            {
                meter.Record(done, done - intended);
                Again(who);
            };
            pair.Recovered = Again;
        }

        foreach (var pair in crew.Pairs) Again(pair);
        await window.PassAsync(figures, cancel);
        crew.Report(figures, "closed", await crew.SettleAsync(cancel));
        Progress.Line(FormattableString.Invariant($"{spec.Target}: {figures["closed per second"]:0} actions/s, p99 {figures["closed p99 ms"]:0.0} ms"));

        void Again(Pair pair)
        {
            var now = Stopwatch.GetTimestamp();
            if (now < meter.Closes && pair.CanAct) pair.Act(now);
        }
    }
}
