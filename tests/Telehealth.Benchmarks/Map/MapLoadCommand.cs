using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Compare;
using Telehealth.Benchmarks.Machine;
using Telehealth.Domain.Licensure;

namespace Telehealth.Benchmarks.Map;

/// <summary>How long the embedded map takes when it is the first thing that a process does, compilation included; writes results/map-load.md.</summary>
internal static class MapLoadCommand
{
    private const double Target = 50;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var options = Options.Parse(arguments);
        var (once, processes) = (options.Flag("once"), options.Number("processes", 21, 1, 1000));
        options.RefuseUnknown();
        if (once)
        {
            Console.WriteLine(Once());
            return 0;
        }

        var runs = new List<double[]>();
        for (var i = 0; i < processes; i++) runs.Add(await InAnotherProcessAsync(cancel));
        (double Median, double Slowest)[] cell = [.. Enumerable.Range(0, 8).Select(i => Column(runs, i))];
        var report = string.Create(CultureInfo.InvariantCulture,
            $"""
            # How long the map of states takes to load

            `map-load --processes {processes}`, map `{DeviceLocator.MapVersion}`. Each time a new process, in which nothing of the Domain has run: the resource is read, its
            SHA-256 checked, its lines put into columns, and all that code compiled. Only the system's cryptography is there already, as in a server that has opened its
            keys; what loading that costs is told by itself. The target is {Target:F0} ms. Where other work shares the machine, the processor's
            time is what the load costs, and the clock's tells of the others.

            {MachineCard.Markdown()}

            | In milliseconds, median and slowest | Processor | Clock |
            |---|---|---|
            | the first SHA-256 of the process, before the map | {cell[1].Median:F1}, {cell[1].Slowest:F1} | {cell[0].Median:F1}, {cell[0].Slowest:F1} |
            | the map, cold | {cell[3].Median:F1}, {cell[3].Slowest:F1} | {cell[2].Median:F1}, {cell[2].Slowest:F1} |
            | the first fix after it | {cell[5].Median:F1}, {cell[5].Slowest:F1} | {cell[4].Median:F1}, {cell[4].Slowest:F1} |
            | the file read again, warm | {cell[7].Median:F1}, {cell[7].Slowest:F1} | {cell[6].Median:F1}, {cell[6].Slowest:F1} |

            """);
        await File.WriteAllTextAsync(Path.Combine(Repository.BenchmarkFolder, "results", "map-load.md"), report, cancel);
        Console.Write(report);
        return cell[3].Median < Target ? 0 : 1;
    }

    private static string Once()
    {
        var told = new List<double>();
        Time(() => SHA256.HashData(Array.Empty<byte>()), told);
        Time(() => DeviceLocator.MapVersion, told);
        Time(() => DeviceLocator.Locate(46.4163, -117.0402, 50, Instant.MinValue), told);
        Time(() => UsMapFile.ReadEmbedded(), told);
        return string.Join(' ', told.Select(ms => ms.ToString("F3", CultureInfo.InvariantCulture)));
    }

    private static void Time(Func<object> work, List<double> told)
    {
        var (clock, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        GC.KeepAlive(work());
        told.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        told.Add((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
    }

    private static async Task<double[]> InAnotherProcessAsync(CancellationToken cancel)
    {
        var line = await OutputOf.FirstLineAsync("dotnet", [typeof(MapLoadCommand).Assembly.Location, "map-load", "--once"], cancel) ?? throw new BenchFault("the measuring process failed");
        return [.. line.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
    }

    private static (double Median, double Slowest) Column(List<double[]> runs, int column)
    {
        var sorted = runs.Select(r => r[column]).Order().ToArray();
        return (sorted[sorted.Length / 2], sorted[^1]);
    }
}
