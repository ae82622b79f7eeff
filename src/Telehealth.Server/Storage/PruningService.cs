using System.Data.Common;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Telehealth.Server.Storage;

/// <summary>
/// Takes away what nobody asks for any more: effects that were done, sessions that ran out, old wrong tries, outcomes of old commands.
/// What happened stands in the records, which are never touched. Any number of nodes may do it.
/// </summary>
internal sealed partial class PruningService(DatabaseLinks links, WriteGate gate, IOptions<StorageOptions> options, TimeProvider time, ILogger<PruningService> log) : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Looks once; returns how many rows went.</summary>
    public async Task<int> PruneOnceAsync(CancellationToken cancellation)
    {
        var keep = options.Value;
        return await PruneAsync("outbox", "id", "state = 'Done' AND due_at < @before AND done_at < @before", keep.OutboxDays, cancellation)
            + await PruneAsync("sessions", "id", "expires_at < @before", keep.SessionDays, cancellation)
            + await PruneAsync("link_attempts", "link_id, source_hash", "last_try_at < @before", keep.SessionDays, cancellation)
            + await PruneAsync("commands", "stream, command_id, step", "at < @before", keep.CommandDays, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            if (await PruneOnceAsync(cancellation) is > 0 and var gone) LogPruned(gone);
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogUnavailable(outage);
        }
    }

    private async Task<int> PruneAsync(string table, string key, string past, int days, CancellationToken cancellation)
    {
        var before = Micros.Of(Instant.FromDateTimeOffset(time.GetUtcNow()) - Duration.FromDays(days));
        var (gone, batch) = (0, AtOnce);
        // The look alone holds up no writer, and mostly finds nothing.
        while (batch == AtOnce && await RunAsync($"SELECT 1 FROM {table} WHERE {past} LIMIT 1", before, async c => await c.ExecuteScalarAsync(cancellation) is not null, cancellation))
        {
            using var turn = links.Engine is StorageEngine.Sqlite ? await gate.EnterAsync(TimeSpan.FromSeconds(options.Value.WaitSeconds), cancellation) : null;
            batch = await RunAsync($"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE {past} LIMIT {AtOnce})", before, c => c.ExecuteNonQueryAsync(cancellation), cancellation);
            gone += batch;
        }

        return gone;
    }

    private async Task<T> RunAsync<T>(string sql, long before, Func<DbCommand, Task<T>> run, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("before", before);
        command.Parameters.Add(parameter);
        return await run(command);
    }

    [LoggerMessage(1030, LogLevel.Information, "{Count} rows past their use are gone")]
    private partial void LogPruned(int count);

    [LoggerMessage(1031, LogLevel.Warning, "Rows past their use wait for the database")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(1032, LogLevel.Debug, "Pruning stopped")]
    private partial void LogStopped();
}
