using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Wire;

namespace Telehealth.Benchmarks.Load;

/// <summary>All the pairs of one run, connected and kept alive.</summary>
internal sealed class Crew : IAsyncDisposable
{
    private readonly KeepAlive _keepAlive;

    private Crew(Pair[] pairs)
    {
        Pairs = pairs;
        _keepAlive = new KeepAlive([.. pairs.SelectMany(pair => pair.Clients)]);
    }

    public Pair[] Pairs { get; }

    public static async Task<Crew> OpenAsync(LoadSpec spec, IReadOnlyList<PairSeat> seats, CancellationToken cancel)
    {
        if (seats.Count == 0) throw new BenchFault("the scenarios act and rate need --pairs of at least 1");
        var pairs = new Pair[seats.Count];
        await Parallel.ForAsync(0, seats.Count, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancel },
            async (i, stop) => pairs[i] = await Pair.OpenAsync(spec.Dialect, seats[i], stop));
        return new Crew(pairs);
    }

    /// <summary>Waits for what is in flight; whatever is not done in 10 s is lost, and loss is a result.</summary>
    public async Task<int> SettleAsync(CancellationToken cancel)
    {
        for (var tries = 0; tries < 100 && Pairs.Sum(pair => pair.InFlight) > 0; tries++) await Task.Delay(100, cancel);
        foreach (var pair in Pairs) (pair.Done, pair.Recovered) = (null, null);
        var lost = Pairs.Sum(pair => pair.InFlight);
        foreach (var pair in Pairs) await pair.RestAsync(cancel);
        return lost;
    }

    public void Report(Figures figures, string prefix, int lost)
    {
        var refusals = Pairs.Sum(pair => pair.Refused);
        if (Pairs.FirstOrDefault(pair => pair.Broken is not null) is { } broken) throw new BenchFault($"a pair broke under load: {broken.Broken}");
        figures[$"{prefix} lost"] = lost;
        figures[$"{prefix} refused"] = refusals;
        figures[$"{prefix} resyncs"] = Pairs.Sum(pair => pair.Resyncs);
        if (Pairs.FirstOrDefault(pair => pair.LastRefusal is not null) is not { } refused) return;
        if (figures[$"{prefix} per second"] < 1) throw new BenchFault($"every action was refused: {refused.LastRefusal}");
        Progress.Line($"{refusals} actions were refused under load, for example {refused.LastRefusal}");
    }

    public async ValueTask DisposeAsync()
    {
        await _keepAlive.DisposeAsync();
        foreach (var pair in Pairs) await pair.DisposeAsync();
    }
}
