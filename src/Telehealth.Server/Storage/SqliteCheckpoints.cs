using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Telehealth.Server.Storage;

/// <summary>
/// Folds SQLite's write-ahead log into its file beside the writer, which would otherwise do it inside somebody's commit, for ten milliseconds and more. Only
/// what was written meanwhile is folded while the writer waits, so that it can begin the log anew. What is committed is safe in the log either way; should
/// this fall behind, the connections' own threshold (<see cref="SqlitePragmas"/>) stands.
/// </summary>
internal sealed partial class SqliteCheckpoints(StorageTarget target, WriteGate gate, IOptions<StorageOptions> options, ILogger<SqliteCheckpoints> log) : BackgroundService
{
    private const int WritesWorthFolding = 256;
    private readonly SqlitePragmas _pragmas = new(target.SqliteMaxMegabytes);
    private readonly SemaphoreSlim _due = new(0, 1);
    private int _written;

    /// <summary>So many writes were committed.</summary>
    public void Wrote(int count)
    {
        if (Interlocked.Add(ref _written, count) < WritesWorthFolding || _due.CurrentCount > 0) return;
        Interlocked.Exchange(ref _written, 0);
        _due.Release();
    }

    public override void Dispose()
    {
        _due.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _due.WaitAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last connection that closes folds what is left.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = new SqliteConnection(target.ConnectionString);
            await connection.OpenAsync(cancellation);
            _pragmas.Apply(connection);
            Fold(connection);
            using var turn = await gate.EnterAsync(TimeSpan.FromSeconds(options.Value.WaitSeconds), cancellation);
            Fold(connection);
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogOutage(outage);
        }
    }

    // PASSIVE waits for nobody and takes what it can get.
    private static void Fold(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        command.ExecuteNonQuery();
    }

    [LoggerMessage(1040, LogLevel.Warning, "SQLite's write-ahead log could not be folded in; it grows until it can")]
    private partial void LogOutage(Exception outage);
}
