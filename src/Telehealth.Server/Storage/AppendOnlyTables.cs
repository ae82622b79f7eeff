using Microsoft.EntityFrameworkCore;

namespace Telehealth.Server.Storage;

/// <summary>Start-up does not trust that the log still refuses change: it looks.</summary>
internal static class AppendOnlyTables
{
    private static readonly string[] Grown = ["record_secrets", "record_leaves", "log_origins", "log_keys", "log_tiles", "log_prunings", "log_checkpoints"];

    private static readonly string[] Sqlite =
    [
        "records_no_delete", "records_no_replace", "records_no_update", "records_queue", "record_queue_no_loss", "record_queue_no_update", "log_checkpoints_only_grow",
        .. Grown.SelectMany(t => new[] { $"{t}_no_delete", $"{t}_no_update" }), .. Grown[..^1].Select(t => $"{t}_no_replace"),
        "detail_keys_no_delete", "detail_keys_no_replace", "detail_keys_no_update", "records_review", "review_queue_no_delete", "review_queue_no_update",
    ];

    private static readonly string[] Postgres =
    [
        "records_no_change", "records_no_truncate", "records_queue", "record_queue_no_loss", "record_queue_no_update", "record_queue_no_truncate", "log_checkpoints_only_grow",
        .. Grown.SelectMany(t => new[] { $"{t}_no_change", $"{t}_no_truncate" }),
        "detail_keys_no_delete", "detail_keys_no_truncate", "detail_keys_no_update", "records_review", "review_queue_no_delete", "review_queue_no_truncate", "review_queue_no_update",
    ];

    public static async Task AssertAsync(TelehealthDb db, CancellationToken cancellation)
    {
        var sqlite = db is SqliteTelehealthDb;
        var found = await db.Database.SqlQueryRaw<string>(sqlite
            ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT tgname::text AS \"Value\" FROM pg_trigger WHERE tgenabled = 'A' AND tgrelid IN (to_regclass('records'), to_regclass('record_queue'), to_regclass('record_secrets'), to_regclass('record_leaves'),"
                + " to_regclass('log_origins'), to_regclass('log_keys'), to_regclass('log_tiles'), to_regclass('log_checkpoints'), to_regclass('log_prunings'), to_regclass('detail_keys'), to_regclass('review_queue'))")
            .ToListAsync(cancellation);
        var missing = (sqlite ? Sqlite : Postgres).Except(found, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidOperationException($"The log's tables do not refuse change: {string.Join(", ", missing)} missing or switched off.");
        }
    }
}
