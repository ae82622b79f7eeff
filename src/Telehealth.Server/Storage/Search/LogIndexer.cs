using Microsoft.Extensions.Options;
using NodaTime;

namespace Telehealth.Server.Storage.Search;

/// <summary>Keeps the index behind the sealed log by a second or so.</summary>
internal sealed partial class LogIndexer(LogIndex index, IOptions<SearchOptions> options, TimeProvider time, ILogger<LogIndexer> log) : BackgroundService
{
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
            while (await index.AdvanceAsync(cancellation) >= options.Value.IndexBatch)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage) || StorageFaults.IsSerializationClash(outage))
        {
            LogUnavailable(outage);
        }
    }

    [LoggerMessage(1050, LogLevel.Information, "The search index waits for the database")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(1051, LogLevel.Debug, "Indexing stopped")]
    private partial void LogStopped();
}
