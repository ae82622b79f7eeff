using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>A connection of its own behind the write gate, its statements prepared once. The file's process lock already says whose turn it is.</summary>
internal sealed class SqliteSealEngine(StorageTarget target, WriteGate gate, IOptions<StorageOptions> options) : ISealEngine
{
    private readonly SqlitePragmas _pragmas = new(target.SqliteMaxMegabytes);
    private SqliteConnection? _connection;
    private SealStatements? _statements;

    /// <summary>A few milliseconds, for which nobody else writes.</summary>
    public int MostAtOnce => 200;

    public Task<bool> HoldAsync(CancellationToken cancellation) => Task.FromResult(true);

    public Task WriteAsync(SealBatch batch, CancellationToken cancellation) => InTransactionAsync(
        s =>
        {
            for (var i = 0; i < batch.RecordIds.Count; i++)
            {
                s.Leaf.Run(("leaf_index", batch.FirstLeaf + i), ("record_id", batch.RecordIds[i]), ("leaf_hash", batch.LeafHashes[i]));
                s.Unqueue.Run(("record_id", batch.RecordIds[i]));
            }

            foreach (var tile in batch.Tiles)
            {
                s.Tile.Run(("origin_number", batch.OriginNumber), ("level", (long)tile.Level), ("tile_index", tile.Index), ("hashes", tile.Hashes));
            }
        },
        cancellation);

    public Task WriteOriginAsync(LogOriginRow origin, CancellationToken cancellation) => InTransactionAsync(
        s => s.Origin.Run(("number", origin.Number), ("origin", origin.Origin), ("first_leaf", origin.FirstLeaf), ("started_at", Micros.Of(origin.StartedAt))), cancellation);

    public Task WriteKeyAsync(LogKeyRow key, CancellationToken cancellation) => InTransactionAsync(
        s => s.Key.Run(("origin", key.Origin), ("vkey", key.Vkey), ("since_size", key.SinceSize), ("added_at", Micros.Of(key.AddedAt))), cancellation);

    public Task WriteCheckpointAsync(CheckpointRow checkpoint, CancellationToken cancellation) => InTransactionAsync(
        s => s.Checkpoint.Run(
            ("origin", checkpoint.Origin), ("size", checkpoint.Size), ("root", checkpoint.Root), ("note", checkpoint.Note), ("signed_at", Micros.Of(checkpoint.SignedAt))),
        cancellation);

    public Task DropAsync()
    {
        _statements?.Dispose();
        _connection?.Dispose();
        (_statements, _connection) = (null, null);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await DropAsync();

    private async Task InTransactionAsync(Action<SealStatements> work, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(TimeSpan.FromSeconds(options.Value.WaitSeconds), cancellation);
        var statements = Connect();
        statements.Begin.Run();
        try
        {
            work(statements);
            statements.Commit.Run();
        }
        catch
        {
            // Closing rolls back.
            await DropAsync();
            throw;
        }
    }

    private SealStatements Connect()
    {
        if (_statements is { } ready) return ready;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder(target.ConnectionString) { Pooling = false }.ToString());
        _connection.Open();
        _pragmas.Apply(_connection);
        return _statements = new SealStatements(_connection);
    }
}
