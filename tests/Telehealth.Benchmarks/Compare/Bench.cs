using Telehealth.Benchmarks.Floor;
using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.Compare;

/// <summary>What all contenders of one comparison share: a folder and one PostgreSQL.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly Dictionary<string, Contender> _contenders = [];
    private PostgresServer? _postgres;

    public Bench(CompareSpec spec)
    {
        Spec = spec;
        Folder = TempFolder.Make(spec.Work);
    }

    public CompareSpec Spec { get; }

    public TempFolder Folder { get; }

    /// <summary>Our server with thousands of others waiting; two topics share its long preparation.</summary>
    public Contender Many => Once($"many {FloorCommand.Postgres}", () => new OurContender($"{CompareSpec.Ours} beside {Spec.Waiting}", FloorCommand.Postgres, Spec.Waiting, this));

    public Contender Peer => Once(CompareSpec.Peer, () => new PeerContender(this));

    public Contender Few(string engine) => Once($"few {engine}", () => new OurContender(CompareSpec.Ours, engine, Spec.Few, this));

    public Contender Floor(string mode) => Once($"{CompareSpec.Floor} {mode}", () => new FloorContender(mode, this));

    public async Task<PostgresServer> PostgresAsync(CancellationToken cancel) => _postgres ??= await PostgresServer.StartAsync(Folder, cancel);

    /// <summary>Before every run: nobody starts with another's dirty pages.</summary>
    public Task CalmAsync(CancellationToken cancel) => _postgres?.CheckpointAsync(cancel) ?? Task.CompletedTask;

    public async Task<IReadOnlyList<string>> VersionsAsync(CancellationToken cancel)
    {
        var versions = new List<string> { "ASP.NET Core SignalR of the same runtime; every .NET server with 16 minimum workers and no spinning" };
        if (_postgres is not null) versions.Add(await _postgres.VersionAsync(cancel));
        if (Spec.Targets.Contains(CompareSpec.Peer) && await OutputOf.FirstLineAsync("node", ["--version"], cancel) is { } node)
            versions.Add($"Node {node}, socket.io 4.8 and pg from peer/package-lock.json, a pool of {Spec.PeerPool}");
        if (await OutputOf.FirstLineAsync("git", ["-C", Repository.Root, "rev-parse", "--short=10", "HEAD"], cancel) is { } commit)
            versions.Add($"Telehealth at {commit}");
        return versions;
    }

    /// <summary>The same contender whenever the same is asked for: its database is prepared once.</summary>
    private Contender Once(string key, Func<Contender> make) =>
        _contenders.TryGetValue(key, out var contender) ? contender : _contenders[key] = make();

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        await Folder.DisposeAsync();
    }
}
