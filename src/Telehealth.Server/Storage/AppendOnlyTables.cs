using Microsoft.EntityFrameworkCore;

namespace Telehealth.Server.Storage;

/// <summary>Start-up does not trust that the log still refuses change: it looks.</summary>
internal static class AppendOnlyTables
{
    private static readonly string[] Sqlite =
    [
        "record_details_no_delete", "record_details_no_replace", "record_details_no_update",
        "records_no_delete", "records_no_replace", "records_no_update",
    ];

    private static readonly string[] Postgres =
        ["record_details_no_change", "record_details_no_truncate", "records_no_change", "records_no_truncate"];

    public static async Task AssertAsync(TelehealthDb db, CancellationToken cancellation)
    {
        var sqlite = db is SqliteTelehealthDb;
        var found = await db.Database.SqlQueryRaw<string>(sqlite
            ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT tgname::text AS \"Value\" FROM pg_trigger WHERE tgrelid IN (to_regclass('records'), to_regclass('record_details')) AND tgenabled = 'A'")
            .ToListAsync(cancellation);
        var missing = (sqlite ? Sqlite : Postgres).Except(found, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidOperationException($"The log's tables do not refuse change: {string.Join(", ", missing)} missing or switched off.");
        }
    }
}
