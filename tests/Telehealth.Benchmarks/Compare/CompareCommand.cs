using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Load;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Report;

namespace Telehealth.Benchmarks.Compare;

/// <summary>Runs every contender of every topic in turn, round after round, so that a noisy hour strikes all alike.</summary>
internal static class CompareCommand
{
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var spec = CompareSpec.From(Options.Parse(arguments));
        if (spec.Targets.Contains(CompareSpec.Ours)) Repository.ServerDll(spec.Server);
        Directory.CreateDirectory(spec.Results);
        await using var bench = new Bench(spec);
        foreach (var name in spec.Topics)
        {
            var topic = Topic.Make(name, bench);
            if (topic.Contenders.Count == 0) continue;
            foreach (var contender in topic.Contenders) await contender.PrepareAsync(cancel);
            var report = new TopicReport(topic, spec, await bench.VersionsAsync(cancel), CommandText.Of(["compare", .. arguments]));
            await RoundsAsync(topic, bench, report, cancel);
        }

        return 0;
    }

    private static async Task RoundsAsync(Topic topic, Bench bench, TopicReport report, CancellationToken cancel)
    {
        var spec = bench.Spec;
        var runs = new List<RunRecord>();
        for (var round = 1; round <= spec.Rounds; round++)
        {
            foreach (var turn in Enumerable.Range(0, topic.Contenders.Count))
            {
                var contender = topic.Contenders[(turn + round) % topic.Contenders.Count];
                Progress.Line($"{topic.Name}: round {round} of {spec.Rounds}, {contender.Name}");
                runs.Add(await QuietRunAsync(topic, contender, bench, round, cancel));
            }

            var file = Path.Combine(spec.Results, $"{topic.Name}.md");
            await File.WriteAllTextAsync(file, report.Write(runs), cancel);
        }

        Progress.Line($"{topic.Name}: written to results/{topic.Name}.md");
    }

    /// <summary>A run that strangers disturbed is made again, a few times; the quietest counts, and the report says how quiet it was.</summary>
    private static async Task<RunRecord> QuietRunAsync(Topic topic, Contender contender, Bench bench, int round, CancellationToken cancel)
    {
        RunRecord? quietest = null;
        for (var attempt = 1; attempt <= bench.Spec.Attempts; attempt++)
        {
            var run = await RunAsync(topic, contender, bench, round, attempt, cancel);
            if (quietest is null || run.Strangers < quietest.Strangers) quietest = run;
            if (quietest.Strangers <= bench.Spec.QuietLimit) break;
            Progress.Line(FormattableString.Invariant($"{contender.Name}: other processes used {run.Strangers:0} % of a core meanwhile"));
        }

        return quietest!;
    }

    private static async Task<RunRecord> RunAsync(Topic topic, Contender contender, Bench bench, int round, int attempt, CancellationToken cancel)
    {
        await bench.CalmAsync(cancel);
        await using var server = await contender.StartAsync(cancel);
        string[] arguments =
        [
            "--url", $"{server.Address}", "--pid", $"{server.Process.Pid}", "--target", contender.Name,
            .. contender.LoadArguments, .. topic.LoadArguments, .. bench.Spec.Generator,
        ];
        var strangers = new Strangers();
        try
        {
            var figures = await GeneratorProcess.RunAsync(arguments, cancel);
            return new RunRecord(contender.Name, round, figures, strangers.PercentOfACore, attempt);
        }
        catch (BenchFault fault)
        {
            throw new BenchFault($"{topic.Name}, {contender.Name}, round {round}: {fault.Message}\nthe server's last lines:\n{server.Process.Tail}");
        }
    }
}
