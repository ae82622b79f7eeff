using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Telehealth.Server.Doors;

/// <summary>Tells an outage of the database (try again: UNAVAILABLE) from a fault of ours.</summary>
internal static class Outages
{
    public static bool IsOutage(Exception exception) => exception switch
    {
        StorageUnavailableException or TimeoutException => true,
        DbUpdateException { InnerException: { } inner } => IsOutage(inner),
        DbException db => db.IsTransient || IsBroken(db),
        _ => false,
    };

    // SQLite: BUSY 5, LOCKED 6, READONLY 8, IOERR 10, CORRUPT 11, FULL 13, CANTOPEN 14. PostgreSQL: connection, resources, operator intervention, system.
    private static bool IsBroken(DbException exception) => exception switch
    {
        Microsoft.Data.Sqlite.SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 11 or 13 or 14,
        Npgsql.PostgresException postgres => postgres.SqlState is ['0', '8', ..] or ['5', '3' or '7' or '8', ..],
        Npgsql.NpgsqlException => true,
        _ => false,
    };
}
