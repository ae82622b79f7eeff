using Microsoft.Extensions.Options;
using NodaTime;

namespace Telehealth.Server.Storage.Search;

/// <summary>Keeps the index behind the sealed log by a second or so.</summary>
internal sealed partial class LogIndexer(LogIndex index, DatabaseLinks links, IOptions<SearchOptions> options, TimeProvider time, ILogger<LogIndexer> log) : BackgroundService
{
    // On SQLite nobody else writes meanwhile: a batch takes a few milliseconds.
    private const int MostWhileOthersWait = 100;
    private static readonly TimeSpan PartitionsEvery = TimeSpan.FromHours(12);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A real clock: this is about the machine, not about the clinic's time.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.IndexEveryMilliseconds), TimeProvider.System);
        long? made = null;
        try
        {
            do
            {
                if (made is not { } at || TimeProvider.System.GetElapsedTime(at) > PartitionsEvery) made = await AheadAsync(stoppingToken);
                await CatchUpAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task<long?> AheadAsync(CancellationToken cancellation)
    {
        try
        {
            await index.MakeAheadAsync(Micros.Of(Instant.FromDateTimeOffset(time.GetUtcNow())), cancellation);
            return TimeProvider.System.GetTimestamp();
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogUnavailable(outage);
            return null;
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        try
        {
            var most = links.Engine is StorageEngine.Sqlite ? Math.Min(MostWhileOthersWait, options.Value.IndexBatch) : options.Value.IndexBatch;
            while (await index.AdvanceAsync(most, cancellation) >= most)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage) || StorageFaults.IsSerializationClash(outage))
        {
            LogUnavailable(outage);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The outermost door: searches say that the index is behind, and the server goes on.
            LogFault(fault);
        }
    }

    [LoggerMessage(1052, LogLevel.Error, "Indexing failed and is tried again")]
    private partial void LogFault(Exception cause);

    [LoggerMessage(1050, LogLevel.Information, "The search index waits for the database")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(1051, LogLevel.Debug, "Indexing stopped")]
    private partial void LogStopped();
}
