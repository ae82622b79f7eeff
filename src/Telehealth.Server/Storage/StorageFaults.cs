using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Telehealth.Server.Storage;

/// <summary>Which errors say that the database is gone, locked or full, and not that we are wrong.</summary>
internal static class StorageFaults
{
    private const int Locked = 6, OutOfMemory = 7, ReadOnly = 8, Busy = 5, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14;

    public static bool IsUnavailable(Exception e) => Inner(e) switch
    {
        StorageUnavailableException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked or OutOfMemory or ReadOnly or IoError or Corrupt or Full or CannotOpen,
        PostgresException postgres => IsUnavailable(postgres.SqlState),
        NpgsqlException or SocketException or TimeoutException => true,
        _ => false,
    };

    public static bool MayHaveCommitted(Exception e) => Inner(e) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is IoError,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
        NpgsqlException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Two transactions that could not both be; the whole work is done again.</summary>
    public static bool IsSerializationClash(Exception e) => Inner(e) is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
    };

    // EF Core wraps what failed while saving, and Npgsql's provider wraps what it thinks is passing.
    private static Exception Inner(Exception e) => e is DbUpdateException or InvalidOperationException && e.InnerException is { } inner ? Inner(inner) : e;

    // Classes: 08 connection, 53 resources, 57 operator, 58 system, 55P03 lock not available, 25006 a standby.
    private static bool IsUnavailable(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal)
        || state is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
