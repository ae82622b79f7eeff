using System.Diagnostics;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.Load;

/// <summary>Actions at a fixed rate whether or not the server keeps up; latency counts from the intended time (no coordinated omission).</summary>
internal static class OpenLoop
{
    private const int BacklogSeconds = 10;

    public static async Task RunAsync(LoadSpec spec, Population population, Figures figures, CancellationToken cancel)
    {
        await using var crew = await Crew.OpenAsync(spec, population.Pairs, cancel);
        Progress.Line($"{spec.Target}: open loop, {spec.PerSecond} actions/s over {crew.Pairs.Length} pairs, {spec.WarmUp.TotalSeconds:0} + {spec.Window.TotalSeconds:0} s");
        var window = new ActionWindow(spec, "open");
        var meter = window.Meter;
        foreach (var pair in crew.Pairs) pair.Done = (_, intended, done) => meter.Record(intended, done - intended);

        var pacer = Task.Factory.StartNew(() => Pace(spec, crew.Pairs, meter.Closes, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await window.PassAsync(figures, cancel);
        await pacer;
        var lost = await crew.SettleAsync(cancel);
        meter.Report(figures, "open"); // again: the last ones were still on their way
        crew.Report(figures, "open", lost);
        Progress.Line(FormattableString.Invariant($"{spec.Target}: p50 {figures["open p50 ms"]:0.00} ms, p99 {figures["open p99 ms"]:0.00} ms"));
    }

    private static void Pace(LoadSpec spec, Pair[] pairs, long until, CancellationToken cancel)
    {
        Libc.WakePrecisely();
        var interval = Stopwatch.Frequency / (double)spec.PerSecond;
        var start = Stopwatch.GetTimestamp();
        for (long i = 0, turn = 0; !cancel.IsCancellationRequested; i++)
        {
            var intended = start + (long)(i * interval);
            if (intended >= until) return;
            Libc.Sleep(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), intended));
            Next(pairs, ref turn).Act(intended);
            if (i % spec.PerSecond == 0 && pairs.Sum(pair => pair.InFlight) > spec.PerSecond * BacklogSeconds)
                throw new BenchFault($"the server is {BacklogSeconds} s behind at {spec.PerSecond} actions/s");
        }
    }

    private static Pair Next(Pair[] pairs, ref long turn)
    {
        for (var tries = 0; tries < pairs.Length; tries++)
        {
            var pair = pairs[turn++ % pairs.Length];
            if (pair.CanAct) return pair;
        }

        throw new BenchFault($"no pair can act any more: {pairs[0].Broken ?? pairs[0].LastRefusal}");
    }
}
