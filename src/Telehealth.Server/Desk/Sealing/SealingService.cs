using System.Data.Common;
using NodaTime;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>Seals each second, or when somebody waits for a proof, and looks whether anything waits too long, whichever node should have sealed it.</summary>
internal sealed partial class SealingService(Sealer sealer, SealQueue queue, SealSignal signal, LogStatus status, TimeProvider time, ILogger<SealingService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private const int LooksEvery = 5;
    private bool _late;
    private string? _refused;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SealAsync(stoppingToken);
        }
        finally
        {
            // Here and not where the host stops the service, which it may do twice at once.
            await sealer.DropAsync();
        }
    }

    private async Task SealAsync(CancellationToken stoppingToken)
    {
        var woken = false;
        for (var turn = 0; !stoppingToken.IsCancellationRequested; turn++)
        {
            var next = signal.Next;
            var more = await TurnAsync(woken, stoppingToken);
            if (turn % LooksEvery == 0 || woken) await LookAsync(stoppingToken);
            if (more)
            {
                woken = next.IsCompleted;
                continue;
            }

            using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            woken = await Task.WhenAny(next, Task.Delay(Every, time, over.Token)) == next;
            await over.CancelAsync();
        }
    }

    /// <returns>Whether the next turn is due at once.</returns>
    private async Task<bool> TurnAsync(bool signNow, CancellationToken cancellation)
    {
        try
        {
            var records = await sealer.TurnAsync(signNow, cancellation);
            _refused = null;
            return records >= Sealer.MostPerTurn;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await sealer.DropAsync();
        }
        catch (LogRefusedException no)
        {
            status.Set(SealingState.Refusing, no.Message);
            if (_refused != no.Message) LogRefused(no.Message);
            _refused = no.Message;
            await sealer.DropAsync();
        }
        catch (Exception fault)
        {
            // The outermost door of the sealer: it goes on from what is on disk.
            var waited = status.Now.State is SealingState.Waiting;
            status.Set(SealingState.Waiting);
            if (!StorageFaults.IsUnavailable(fault) && fault is not DbException) LogFault(fault);
            else if (!waited) LogWaits(fault);
            await sealer.DropAsync();
        }

        return false;
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            var oldest = await queue.OldestAsync(cancellation) is { } since ? Instant.FromDateTimeOffset(time.GetUtcNow()) - since : Duration.Zero;
            status.Waits(Duration.Max(oldest, Duration.Zero));
            if (status.Now.Late && !_late) LogLate((long)oldest.TotalSeconds);
            if (!status.Now.Late && _late) LogCaughtUp();
            _late = status.Now.Late;
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage) || cancellation.IsCancellationRequested)
        {
            // The turn tells of outages.
        }
    }

    [LoggerMessage(1700, LogLevel.Error, "The log is not signed: {Reason}")]
    private partial void LogRefused(string reason);

    // Records wait safely in their queue; should they wait too long, that is the alarm.
    [LoggerMessage(1701, LogLevel.Information, "Sealing waits for the database")]
    private partial void LogWaits(Exception cause);

    [LoggerMessage(1703, LogLevel.Error, "Sealing failed and is tried again")]
    private partial void LogFault(Exception cause);

    [LoggerMessage(1704, LogLevel.Error, "A record has waited {Seconds} seconds for its leaf")]
    private partial void LogLate(long seconds);

    [LoggerMessage(1705, LogLevel.Information, "No record waits for its leaf any more")]
    private partial void LogCaughtUp();
}
