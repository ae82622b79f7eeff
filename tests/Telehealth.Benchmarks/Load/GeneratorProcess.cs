using System.Diagnostics;
using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.Load;

/// <summary>
/// This program started again as the generator: one socket thread that also runs what follows a receive, which is the cheapest
/// loop that .NET offers. It can only be asked for by environment, before a process starts.
/// </summary>
internal static class GeneratorProcess
{
    private const string Mark = "TELEHEALTH_BENCH_GENERATOR";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);

    public static bool IsThis => Environment.GetEnvironmentVariable(Mark) is not null;

    public static async Task<Figures> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var json = Path.Combine(Path.GetTempPath(), $"telehealth-bench-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}.json");
        try
        {
            var (file, first) = Self;
            string[] all = [.. first, "load", .. arguments, "--json", json];
            var spec = new ChildSpec("the generator", file, all, Settings, Environment.CurrentDirectory, Echo: true);
            await ChildProcess.RunAsync(spec, Longest, cancel);
            return Figures.Read(json);
        }
        finally
        {
            File.Delete(json);
        }
    }

    /// <summary>How to start this very program again.</summary>
    public static (string File, string[] First) Self
    {
        get
        {
            var own = typeof(GeneratorProcess).Assembly.Location;
            var host = Environment.ProcessPath ?? "dotnet";
            return Path.GetFileNameWithoutExtension(host) == "dotnet" ? (host, [own]) : (host, []);
        }
    }

    private static readonly Dictionary<string, string> Settings = new()
    {
        [Mark] = "1",
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        ["DOTNET_gcServer"] = "0",
    };
}
