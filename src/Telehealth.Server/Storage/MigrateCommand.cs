using System.Globalization;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Telehealth.Server.Storage;

/// <summary><c>telehealth migrate</c>: brings the schema up to date and leaves. On PostgreSQL with its own, more privileged connection.</summary>
internal static class MigrateCommand
{
    private const string Usage =
        """
        usage: telehealth migrate [--wait SECONDS] [--ConnectionStrings:TelehealthMigrations="Host=..."]

        Creates or updates the database schema, then exits. The server never changes a PostgreSQL schema by itself.
        Connection: ConnectionStrings:TelehealthMigrations, else ConnectionStrings:Telehealth (setting, environment variable
        ConnectionStrings__TelehealthMigrations, or argument). The server's own role needs no right to change the schema.
        --wait: seconds for which connecting is tried again while no database answers, 0 to 3600. Default 0: once.
        Exit code: 0 up to date, 1 failed.
        """;

    private const int LongestWait = 3600;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    public static bool IsMeant(string[] args) => args is ["migrate", ..];

    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, CancellationToken cancellation)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (!int.TryParse(new ConfigurationBuilder().AddCommandLine(args[1..]).Build()["wait"] ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var wait) || wait > LongestWait)
        {
            await output.WriteLineAsync($"--wait needs seconds, 0 to {LongestWait}.");
            return 1;
        }

        var target = StorageTarget.Of(
            configuration.GetConnectionString("TelehealthMigrations") ?? configuration.GetConnectionString("Telehealth"),
            configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new());
        try
        {
            await WaitAsync(target, TimeSpan.FromSeconds(wait), output, cancellation);
            await MigrateAsync(target, output, cancellation);
            return 0;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException or SocketException)
        {
            await output.WriteLineAsync($"Failed: {e.Message}");
            return 1;
        }
    }

    public static async Task MigrateAsync(StorageTarget target, TextWriter output, CancellationToken cancellation)
    {
        using var fileLock = new SqliteFileLock();
        await using var db = Open(target, fileLock);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToArray();
        if (db is SqliteTelehealthDb)
        {
            await SqliteSchema.UpdateAsync(db, cancellation);
        }
        else
        {
            await db.Database.MigrateAsync(cancellation);
        }

        await AppendOnlyTables.AssertAsync(db, cancellation);
        await output.WriteLineAsync(pending.Length == 0 ? "The schema was up to date." : $"Applied {string.Join(", ", pending)}.");
    }

    /// <summary>Until a database answers, be it with an error: what is wrong then is for the migration to say, and waiting would not mend it.</summary>
    private static async Task WaitAsync(StorageTarget target, TimeSpan limit, TextWriter output, CancellationToken cancellation)
    {
        if (target.Engine is not StorageEngine.Postgres) return;
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        for (var said = false; ; said = true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(target.ConnectionString);
                await connection.OpenAsync(cancellation);
                return;
            }
            catch (PostgresException answer) when (!StorageFaults.IsUnavailable(answer))
            {
                return;
            }
            catch (Exception silence) when (StorageFaults.IsUnavailable(silence) && time.GetElapsedTime(start) < limit)
            {
                if (!said) await output.WriteLineAsync("Waiting for the database.");
                await Task.Delay(BetweenTries, time, cancellation);
            }
        }
    }

    private static TelehealthDb Open(StorageTarget target, SqliteFileLock fileLock)
    {
        if (target.Engine is StorageEngine.Postgres)
        {
            return new PostgresTelehealthDb(new DbContextOptionsBuilder<PostgresTelehealthDb>().UseNpgsql(target.ConnectionString).Options);
        }

        fileLock.Take(StorageTarget.SqliteFile(target.ConnectionString));
        return new SqliteTelehealthDb(new DbContextOptionsBuilder<SqliteTelehealthDb>().UseSqlite(target.ConnectionString).AddInterceptors(new SqlitePragmas(target.SqliteMaxMegabytes)).Options);
    }
}
