using Microsoft.Extensions.Options;
using NodaTime;

namespace Telehealth.Server.Storage;

/// <summary>Claims what is due and hands it to its handler; woken by commits, and by itself for retries and for what other nodes left.</summary>
internal sealed partial class OutboxDispatcher(
    OutboxStore store, OutboxSignal signal, IEnumerable<IOutboxHandler> handlers, IOptions<StorageOptions> options, TimeProvider time, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int AtOnce = 4, PerLook = 32;
    private readonly IOutboxHandler[] _handlers = [.. handlers];

    /// <summary>Does all that is due now; returns how many effects were tried.</summary>
    public async Task<int> DispatchOnceAsync(CancellationToken cancellation)
    {
        var unknown = await store.ReleaseLapsedAsync(_handlers, Now(), cancellation);
        if (unknown > 0)
        {
            LogUnknown(unknown);
        }

        var tried = 0;
        while (await store.ClaimAsync(_handlers, Now(), PerLook, cancellation) is { Count: > 0 } claimed)
        {
            tried += claimed.Count;
            await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, TryAsync);
        }

        return tried;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signal.Next;
            try
            {
                await DispatchOnceAsync(stoppingToken);
            }
            catch (StorageUnavailableException e)
            {
                LogUnavailable(e);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(options.Value.OutboxPollSeconds), time, stoppingToken));
        }
    }

    private async ValueTask TryAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var handler = _handlers.First(h => h.Kind == message.Kind);
        try
        {
            await handler.HandleAsync(message, cancellation);
            await store.DoneAsync(message.Id, Now(), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: the claim lapses and another look decides.
        }
        catch (OutboxException e)
        {
            await FailedAsync(message, e.Code, e.Final, e, cancellation, e.RetryAfter);
        }
        catch (Exception e) when (handler.AtMostOnce)
        {
            // It may have happened: a person looks, nothing is repeated.
            LogFailed(message.Id, message.Kind, message.Attempt, e);
            await store.UnknownAsync(message.Id, "FAULT", Now(), cancellation);
        }
        catch (Exception e)
        {
            await FailedAsync(message, "FAULT", false, e, cancellation);
        }
    }

    private async Task FailedAsync(OutboxMessage message, string code, bool final, Exception cause, CancellationToken cancellation, TimeSpan? retryAfter = null)
    {
        if (final || message.Attempt >= options.Value.OutboxAttempts)
        {
            LogDead(message.Id, message.Kind, code, cause);
            await store.DeadAsync(message.Id, code, Now(), cancellation);
            return;
        }

        LogFailed(message.Id, message.Kind, message.Attempt, cause);
        await store.LaterAsync(message.Id, code, Now() + Later(message.Attempt, retryAfter), cancellation);
    }

    private static Duration Later(int attempt, TimeSpan? asked) => Duration.Max(Backoff(attempt), Duration.Min(Duration.FromTimeSpan(asked ?? TimeSpan.Zero), Duration.FromHours(1)));

    /// <summary>2, 4, 8 … seconds, at most 10 minutes, with a fifth of chance so that retries do not come together.</summary>
    private static Duration Backoff(int attempt) => Duration.FromSeconds(Math.Min(600, Math.Pow(2, attempt)) * (0.9 + (0.2 * Random.Shared.NextDouble())));

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());

    [LoggerMessage(1020, LogLevel.Warning, "Effect {Id} of kind {Kind} failed at attempt {Attempt} and is tried again or looked at")]
    private partial void LogFailed(Guid id, string kind, int attempt, Exception cause);

    [LoggerMessage(1021, LogLevel.Error, "Effect {Id} of kind {Kind} is given up: {Code}")]
    private partial void LogDead(Guid id, string kind, string code, Exception cause);

    [LoggerMessage(1022, LogLevel.Warning, "{Count} effects may or may not have happened")]
    private partial void LogUnknown(int count);

    [LoggerMessage(1023, LogLevel.Warning, "The outbox cannot be reached")]
    private partial void LogUnavailable(Exception cause);
}
