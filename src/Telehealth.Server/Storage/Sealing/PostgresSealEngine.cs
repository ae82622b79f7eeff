using Npgsql;
using NpgsqlTypes;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>A connection of its own, whose session holds the advisory lock: when it breaks, the lock is free. A batch is one round trip.</summary>
internal sealed class PostgresSealEngine(DatabaseLinks links) : ISealEngine
{
    /// <summary>Of the database, not of the server: the same number in another database is another lock.</summary>
    private const long Turn = 0x7365616c_6c6f67;

    private const string Leaves = "COPY record_leaves (leaf_index, record_id, leaf_hash) FROM STDIN (FORMAT BINARY)";

    private NpgsqlConnection? _connection;
    private bool _held;

    /// <summary>Nobody waits for it. So many that waiting for the disk costs little beside writing them. <c>telehealth-verify</c> knows the number: a head may part a commit by no more.</summary>
    public int MostAtOnce => 5000;

    public async Task<bool> HoldAsync(CancellationToken cancellation)
    {
        if (_held && _connection is { FullState: System.Data.ConnectionState.Open } held)
        {
            // A connection that the server closed looks open until it is used.
            await using var alive = new NpgsqlCommand("SELECT 1", held);
            await alive.ExecuteScalarAsync(cancellation);
            return true;
        }

        await using var ask = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Turn})", await ConnectAsync(cancellation));
        return _held = await ask.ExecuteScalarAsync(cancellation) is true;
    }

    public async Task WriteAsync(SealBatch batch, CancellationToken cancellation)
    {
        var connection = await ConnectAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var leaves = await connection.BeginBinaryImportAsync(Leaves, cancellation))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                await leaves.StartRowAsync(cancellation);
                await leaves.WriteAsync(batch.FirstLeaf + i, NpgsqlDbType.Bigint, cancellation);
                await leaves.WriteAsync(batch.RecordIds[i], NpgsqlDbType.Bigint, cancellation);
                await leaves.WriteAsync(batch.LeafHashes[i], NpgsqlDbType.Bytea, cancellation);
            }

            await leaves.CompleteAsync(cancellation);
        }

        await using var rest = new NpgsqlBatch(connection, transaction);
        rest.BatchCommands.Add(new("DELETE FROM record_queue WHERE record_id = ANY(@ids)") { Parameters = { new("ids", batch.RecordIds.ToArray()) } });
        foreach (var tile in batch.Tiles)
        {
            rest.BatchCommands.Add(new(SealSql.Tile)
            {
                Parameters = { new("origin_number", batch.OriginNumber), new("level", (long)tile.Level), new("tile_index", tile.Index), new("hashes", tile.Hashes) },
            });
        }

        await rest.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public Task WriteOriginAsync(LogOriginRow origin, CancellationToken cancellation) => RunAsync(
        SealSql.Origin, cancellation, ("number", origin.Number), ("origin", origin.Origin), ("first_leaf", origin.FirstLeaf), ("started_at", Micros.Of(origin.StartedAt)));

    public Task WriteKeyAsync(LogKeyRow key, CancellationToken cancellation) => RunAsync(
        SealSql.Key, cancellation, ("origin", key.Origin), ("vkey", key.Vkey), ("since_size", key.SinceSize), ("added_at", Micros.Of(key.AddedAt)));

    public Task WriteCheckpointAsync(CheckpointRow checkpoint, CancellationToken cancellation) => RunAsync(
        SealSql.Checkpoint, cancellation,
        ("origin", checkpoint.Origin), ("size", checkpoint.Size), ("root", checkpoint.Root), ("note", checkpoint.Note), ("signed_at", Micros.Of(checkpoint.SignedAt)));

    public async Task DropAsync()
    {
        _held = false;
        if (_connection is not { } old) return;
        _connection = null;
        await old.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await DropAsync();

    private async Task RunAsync(string sql, CancellationToken cancellation, params (string Name, object Value)[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, await ConnectAsync(cancellation));
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    // Not pooled: given back to a pool it would keep the turn.
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open } open) return open;
        await DropAsync();
        _connection = new NpgsqlConnection(links.SealerText);
        await _connection.OpenAsync(cancellation);
        return _connection;
    }
}
