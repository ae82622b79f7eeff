using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Telehealth.Server.Storage.Search;

/// <summary>Moves the index along the sealed leaves. Any number of nodes may try; one at a time does it, and a batch is all or nothing.</summary>
internal sealed class LogIndex(DatabaseLinks links, WriteGate gate, IndexZone zone, IOptions<StorageOptions> storage)
{
    private const long Micro = 1_000_000;
    private readonly IndexMemory _memory = new(links, zone.Zone);
    private long _partitionsTo;

    /// <summary>One batch; returns how many leaves it took, 0 when there was none or another node was at it.</summary>
    /// <param name="most">Leaves in it.</param>
    public async Task<long> AdvanceAsync(int most, CancellationToken cancellation)
    {
        // The look alone holds up no writer, and mostly finds nothing.
        if (!await HasNewsAsync(cancellation)) return 0;
        using var turn = links.Engine is StorageEngine.Sqlite ? await gate.EnterAsync(TimeSpan.FromSeconds(storage.Value.WaitSeconds), cancellation) : null;
        await using var connection = await links.OpenAsync(cancellation);
        try
        {
            return await OnceAsync(connection, most, cancellation);
        }
        catch
        {
            // What was remembered may be of a transaction that never was.
            _memory.Forget();
            throw;
        }
    }

    /// <summary>Quarters up to a year ahead of <paramref name="now"/>, so that no record waits for its table.</summary>
    public async Task MakeAheadAsync(long now, CancellationToken cancellation)
    {
        if (links.Engine is not StorageEngine.Postgres) return;
        await using var connection = await links.OpenAsync(cancellation);
        await MakeAsync(connection, null, now, now + (365L * 86_400 * Micro), cancellation);
    }

    private async Task<bool> HasNewsAsync(CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.Command("SELECT 1 FROM record_leaves WHERE leaf_index >= (SELECT next_leaf FROM search_progress WHERE id = 1) LIMIT 1");
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    private async Task<long> OnceAsync(DbConnection connection, int most, CancellationToken cancellation)
    {
        // A batch that a crash takes back is done again from the records: nothing waits for the disk.
        if (connection is not NpgsqlConnection) await RunAsync(connection, null, "PRAGMA synchronous=NORMAL", cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (connection is NpgsqlConnection) await RunAsync(connection, transaction, "SET LOCAL synchronous_commit = off", cancellation);

        var batch = new IndexBatch(connection, transaction, _memory);
        if (await batch.EnterAsync(cancellation) is not { } from) return 0;
        var (leaves, next) = await batch.ReadAsync(from, most, cancellation);
        if (next == from) return 0;
        if (_memory.Next != from) _memory.Forget();
        if (leaves.Count > 0 && connection is NpgsqlConnection && leaves.Max(l => l.At) >= _partitionsTo) await MakeAsync(connection, transaction, leaves.Min(l => l.At), leaves.Max(l => l.At), cancellation);
        await batch.WriteAsync(leaves, next, cancellation);
        await transaction.CommitAsync(cancellation);
        _memory.Next = next;
        return next - from;
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task MakeAsync(DbConnection connection, DbTransaction? transaction, long from, long to, CancellationToken cancellation)
    {
        await using var command = connection.Command("SELECT make_search_partitions(@from, @to)", transaction);
        await command.Add("from", from).Add("to", to).ExecuteScalarAsync(cancellation);
        _partitionsTo = Math.Max(_partitionsTo, to);
    }
}
