using System.Diagnostics;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Wire;

namespace Telehealth.Benchmarks.Load;

/// <summary>Many patients wait: what each costs in memory, and how long it takes until all are back after every line was cut.</summary>
internal static class Crowd
{
    private const int WarmUpClients = 500;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(LoadSpec spec, Population population, Figures figures, CancellationToken cancel)
    {
        var seats = population.Waiting;
        if (seats.Count == 0) throw new BenchFault("the scenario crowd needs --waiting of at least 1");
        var clock = new ServerClock(spec.Pid);

        await DropAsync(await GatherAsync(spec, [.. seats.Take(WarmUpClients)], cancel));
        await Task.Delay(Rest, cancel);
        var before = clock.ResidentKilobytes;

        var crowd = await GatherAsync(spec, seats, cancel);
        await using (new KeepAlive(crowd))
        {
            await Task.Delay(Rest, cancel);
            clock.Start();
            await Task.Delay(spec.Hold, cancel);
        }

        Remain(crowd);
        if (clock.Known)
        {
            figures["idle server CPU %"] = clock.Used / spec.Hold.TotalSeconds * 100;
            figures["resident KB each"] = (clock.ResidentKilobytes - before) / seats.Count;
            figures["resident before MB"] = before / 1024;
        }

        await DropAsync(crowd);
        await Task.Delay(Rest, cancel);
        await StormAsync(spec, seats, clock, figures, cancel);
    }

    private static async Task StormAsync(LoadSpec spec, IReadOnlyList<Seat> seats, ServerClock clock, Figures figures, CancellationToken cancel)
    {
        clock.Start();
        var since = Stopwatch.GetTimestamp();
        var back = await GatherAsync(spec, seats, cancel);
        figures["storm seconds"] = Stopwatch.GetElapsedTime(since).TotalSeconds;
        if (clock.Known) figures["storm server CPU ms each"] = clock.Used * 1000 / seats.Count;
        Remain(back);
        await DropAsync(back);
        Progress.Line(FormattableString.Invariant($"{spec.Target}: {seats.Count} back in {figures["storm seconds"]:0.00} s"));
    }

    private static async Task<WireClient[]> GatherAsync(LoadSpec spec, IReadOnlyList<Seat> seats, CancellationToken cancel)
    {
        var counted = Progress.Counter($"{spec.Target}: patients connected with their snapshot", seats.Count);
        var clients = new WireClient[seats.Count];
        await Parallel.ForAsync(0, seats.Count, new ParallelOptions { MaxDegreeOfParallelism = spec.AtOnce, CancellationToken = cancel }, async (i, stop) =>
        {
            clients[i] = spec.Dialect.Client(seats[i].Bearer);
            await clients[i].ConnectAsync(stop);
            await HubCalls.JoinAsync(clients[i], seats[i].VisitId, stop);
            counted();
        });
        return clients;
    }

    private static void Remain(WireClient[] clients)
    {
        var gone = clients.Count(client => !client.Open);
        if (gone > 0) throw new BenchFault($"{gone} of {clients.Length} connections were closed while waiting");
    }

    private static async Task DropAsync(WireClient[] clients)
    {
        foreach (var client in clients) await client.DisposeAsync();
    }
}
