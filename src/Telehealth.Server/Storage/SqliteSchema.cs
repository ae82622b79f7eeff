using Microsoft.EntityFrameworkCore;

namespace Telehealth.Server.Storage;

/// <summary>Creates or updates a SQLite file. Only under the file's process lock.</summary>
internal static class SqliteSchema
{
    public static async Task UpdateAsync(TelehealthDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        // We hold the process lock, so a migration lock that is still there was left by a process that died holding it.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL; DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellation);
        await db.Database.MigrateAsync(cancellation);
        await db.Database.CloseConnectionAsync();
    }
}
