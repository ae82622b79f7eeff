using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.Compare;

/// <summary>A server of its own process that the generator can be pointed at.</summary>
internal abstract class Contender(string name)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>Minimum workers 16 (hexadecimal) and no spinning: the settings that we ship, given to every .NET server alike.</summary>
    protected static readonly IReadOnlyDictionary<string, string> ThreadPool = new Dictionary<string, string>
    {
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
        ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "10",
    };

    public string Name { get; } = name;

    /// <summary>How the generator speaks to it and whom it sends there.</summary>
    public abstract IReadOnlyList<string> LoadArguments { get; }

    /// <summary>Once, before the first round.</summary>
    public abstract Task PrepareAsync(CancellationToken cancel);

    public async Task<RunningServer> StartAsync(CancellationToken cancel)
    {
        var port = FreePort.Take();
        var process = await LaunchAsync(port, cancel);
        var address = new Uri($"http://127.0.0.1:{port}");
        try
        {
            await process.ReadyAsync(new Uri(address, "/health/ready"), StartLimit, cancel);
            return new RunningServer(process, address);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    protected abstract Task<ChildProcess> LaunchAsync(int port, CancellationToken cancel);
}

internal sealed record RunningServer(ChildProcess Process, Uri Address) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
