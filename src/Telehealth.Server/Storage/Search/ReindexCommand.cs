using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Telehealth.Server.Storage.Search;

/// <summary><c>telehealth log reindex</c>: makes the search index anew from the sealed records, which alone are the log.</summary>
internal static class ReindexCommand
{
    private const string Usage =
        """
        usage: telehealth log reindex [--continue true] [--ConnectionStrings:TelehealthMigrations="Host=..."]

        Empties the search index of the log and makes it again from the sealed records. Records, leaves and checkpoints are only read.
        A running server may go on (on SQLite it has to be stopped); its searches say that the index is behind until this is done.
        --continue true: does not empty it first, but goes on where an interrupted run, or the server, has come to.
        Exit code: 0 the index holds every sealed record, 1 failed.
        """;

    private const int Batch = 5000;

    public static bool IsMeant(string[] args) => args is ["log", "reindex", ..];

    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, CancellationToken cancellation)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        var target = StorageTarget.Of(configuration.GetConnectionString("TelehealthMigrations") ?? configuration.GetConnectionString("Telehealth"), storage);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(configuration["Clinic:TimeZone"] ?? "America/Denver") ?? DateTimeZone.Utc;
        try
        {
            using var fileLock = new SqliteFileLock();
            if (target.Engine is StorageEngine.Sqlite) fileLock.Take(StorageTarget.SqliteFile(target.ConnectionString));
            await using var links = new DatabaseLinks(target, NullLoggerFactory.Instance);
            using var gate = new WriteGate();
            var index = new LogIndex(links, gate, new IndexZone(zone), Options.Create(storage));
            if (configuration["continue"] is not "true") await EmptyAsync(links, cancellation);
            await FillAsync(links, index, output, cancellation);
            return 0;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException or TimeoutException or SocketException or StorageUnavailableException)
        {
            await output.WriteLineAsync($"Failed: {e.Message}");
            return 1;
        }
    }

    /// <summary>All or nothing: whoever searches meanwhile finds the old index or an empty one.</summary>
    internal static async Task EmptyAsync(DatabaseLinks links, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        string[] statements = links.Engine is StorageEngine.Postgres
            ? ["UPDATE search_progress SET next_leaf = 0, rebuilding = true", "TRUNCATE record_search, search_days", "UPDATE search_progress SET rebuilding = false"]
            : ["UPDATE search_progress SET next_leaf = 0, rebuilding = 1", "DELETE FROM record_search", "DELETE FROM search_days", "UPDATE search_progress SET rebuilding = 0"];
        foreach (var sql in statements)
        {
            await using var command = connection.Command(sql, transaction);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private static async Task FillAsync(DatabaseLinks links, LogIndex index, TextWriter output, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var (started, said, done) = (clock.GetTimestamp(), clock.GetTimestamp(), await NumberAsync(links, "SELECT next_leaf FROM search_progress", cancellation));
        var all = await NumberAsync(links, "SELECT COALESCE(MAX(leaf_index) + 1, 0) FROM record_leaves", cancellation);
        while (done < all)
        {
            // Nothing taken means that a running server is at it: its batch is over in a moment.
            if (await index.AdvanceAsync(Batch, cancellation) == 0) await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellation);
            done = await NumberAsync(links, "SELECT next_leaf FROM search_progress", cancellation);
            if (clock.GetElapsedTime(said) < TimeSpan.FromSeconds(2)) continue;
            said = clock.GetTimestamp();
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {all:N0} records, {100.0 * done / all:0.0} %, {done / Math.Max(0.001, clock.GetElapsedTime(started).TotalSeconds):N0} per second"));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The search index holds all {all:N0} sealed records."));
    }

    private static async Task<long> NumberAsync(DatabaseLinks links, string sql, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.Command(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }
}
