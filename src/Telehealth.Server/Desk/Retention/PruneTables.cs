using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Desk.Retention;

/// <summary>
/// The one place that takes rows out of the log's tables. Their triggers are switched off and on again inside the transaction, which on PostgreSQL only
/// the tables' owner may do: the server's own role cannot, and a transaction that fails leaves them as they were.
/// </summary>
internal sealed class PruneTables(DatabaseLinks links, WriteGate gate)
{
    private const string Records = "SELECT record_id FROM record_leaves WHERE leaf_index >= {0} AND leaf_index < {1}";
    private const string RemoveSecrets = "DELETE FROM record_secrets WHERE hash IN (SELECT hash FROM records WHERE id IN (" + Records + "))";
    private const string RemoveRecords = "DELETE FROM records WHERE id IN (" + Records + ")";
    private const string TriggersOfSqlite = "SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND name IN ('records_no_delete', 'record_secrets_no_delete')";

    private static readonly string[] OffOnSqlite = ["DROP TRIGGER records_no_delete", "DROP TRIGGER record_secrets_no_delete"];

    private static readonly string[] OffOnPostgres =
        ["SET LOCAL lock_timeout = '10s'", "ALTER TABLE records DISABLE TRIGGER records_no_change", "ALTER TABLE record_secrets DISABLE TRIGGER record_secrets_no_change"];

    private static readonly string[] OnAgainOnPostgres =
        ["ALTER TABLE records ENABLE ALWAYS TRIGGER records_no_change", "ALTER TABLE record_secrets ENABLE ALWAYS TRIGGER record_secrets_no_change"];

    /// <returns>The latest time of a record in it, in microseconds.</returns>
    public static async Task<long> RemoveAsync(TelehealthDb db, LeafRange range, CancellationToken cancellation)
    {
        var lastAt = Micros.Of(await db.Records.Where(r => db.RecordLeaves.Any(l => l.RecordId == r.Id && l.LeafIndex >= range.From && l.LeafIndex < range.To)).MaxAsync(r => r.At, cancellation));
        var again = await SwitchOffAsync(db, cancellation);
        await db.Database.ExecuteSqlRawAsync(RemoveSecrets, [range.From, range.To], cancellation);
        var gone = await db.Database.ExecuteSqlRawAsync(RemoveRecords, [range.From, range.To], cancellation);
        if (gone != range.Count) throw new InvalidOperationException($"{gone} records would have gone instead of {range.Count}.");
        foreach (var sql in again) await db.Database.ExecuteSqlRawAsync(sql, cancellation);
        await AppendOnlyTables.AssertAsync(db, cancellation);
        return lastAt;
    }

    /// <summary>Takes pruned records out of the search index; again and again, if it was interrupted.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        using var turn = links.Engine is StorageEngine.Sqlite ? await gate.EnterAsync(TimeSpan.FromSeconds(30), cancellation) : null;
        await using var connection = await links.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, transaction, "UPDATE search_progress SET rebuilding = (1 = 1)", cancellation);
        await RunAsync(connection, transaction,
            "DELETE FROM record_search WHERE at <= (SELECT MAX(last_at) FROM log_prunings) AND leaf_index < (SELECT MAX(pruned_before) FROM log_prunings)", cancellation);
        await RunAsync(connection, transaction, "UPDATE search_progress SET rebuilding = (1 = 0)", cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <returns>What makes them refuse again.</returns>
    private static async Task<IReadOnlyList<string>> SwitchOffAsync(TelehealthDb db, CancellationToken cancellation)
    {
        IReadOnlyList<string> again = db is PostgresTelehealthDb ? OnAgainOnPostgres : await db.Database.SqlQueryRaw<string>(TriggersOfSqlite).ToListAsync(cancellation);
        foreach (var sql in db is PostgresTelehealthDb ? OffOnPostgres : OffOnSqlite) await db.Database.ExecuteSqlRawAsync(sql, cancellation);
        return again;
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction transaction, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
