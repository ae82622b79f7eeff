using Microsoft.EntityFrameworkCore;

namespace Telehealth.Server.Storage;

/// <summary>Start-up does not trust that the log still refuses change: it looks.</summary>
internal static class AppendOnlyTables
{
    private static readonly string[] Grown = ["record_details", "record_leaves", "log_origins", "log_keys", "log_tiles", "log_checkpoints"];

    private static readonly string[] Sqlite =
    [
        "records_no_delete", "records_no_replace", "records_no_update", "records_queue", "record_queue_no_loss", "record_queue_no_update", "log_checkpoints_only_grow",
        .. Grown.SelectMany(t => new[] { $"{t}_no_delete", $"{t}_no_update" }), .. Grown[..^1].Select(t => $"{t}_no_replace"),
    ];

    private static readonly string[] Postgres =
    [
        "records_no_change", "records_no_truncate", "records_queue", "record_queue_no_loss", "record_queue_no_update", "record_queue_no_truncate", "log_checkpoints_only_grow",
        .. Grown.SelectMany(t => new[] { $"{t}_no_change", $"{t}_no_truncate" }),
    ];

    public static async Task AssertAsync(TelehealthDb db, CancellationToken cancellation)
    {
        var sqlite = db is SqliteTelehealthDb;
        var found = await db.Database.SqlQueryRaw<string>(sqlite
            ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT tgname::text AS \"Value\" FROM pg_trigger WHERE tgenabled = 'A' AND tgrelid IN (to_regclass('records'), to_regclass('record_queue'), to_regclass('record_details'), to_regclass('record_leaves'),"
                + " to_regclass('log_origins'), to_regclass('log_keys'), to_regclass('log_tiles'), to_regclass('log_checkpoints'))")
            .ToListAsync(cancellation);
        var missing = (sqlite ? Sqlite : Postgres).Except(found, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidOperationException($"The log's tables do not refuse change: {string.Join(", ", missing)} missing or switched off.");
        }
    }
}
