using Npgsql;
using Telehealth.Benchmarks.Floor;
using Telehealth.Benchmarks.Load;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.NodePeer;
using Telehealth.Benchmarks.Wire;

namespace Telehealth.Benchmarks.Compare;

/// <summary>socket.io + node-postgres.</summary>
internal sealed class PeerContender(Bench bench) : Contender(CompareSpec.Peer)
{
    private string? _database;

    public override IReadOnlyList<string> LoadArguments { get; } = ["--dialect", Dialect.SocketIo, "--population", Population.Synthetic];

    public override async Task PrepareAsync(CancellationToken cancel)
    {
        if (_database is not null) return;
        await PeerFiles.InstallAsync(bench.Folder.At("peer"), cancel);
        var database = await (await bench.PostgresAsync(cancel)).DatabaseAsync("peer", cancel);
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync(cancel);
        await FloorSchema.CreateAsync(connection, postgres: true, cancel);
        _database = database;
    }

    protected override Task<ChildProcess> LaunchAsync(int port, CancellationToken cancel) =>
        PeerFiles.StartAsync(bench.Folder.At("peer"), _database!, port, bench.Spec.PeerPool);
}
