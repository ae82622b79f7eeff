namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>Applies callbacks as they come, and looks by itself for what another node received or a lost wake left.</summary>
internal sealed partial class CallbackService(IEnumerable<ICallbackInbox> inboxes, CallbackSignal signal, TimeProvider time, ILogger<CallbackService> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private readonly ICallbackInbox[] _inboxes = [.. inboxes];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var next = signal.Next;
                await ApplyAsync(stoppingToken);
                await Task.WhenAny(next, Task.Delay(Look, time, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task ApplyAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var inbox in _inboxes) await inbox.ApplyDueAsync(cancellation);
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(e);
        }
    }

    [LoggerMessage(5020, LogLevel.Warning, "The vendor's events wait for the database")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(5021, LogLevel.Debug, "The worker for the vendor's events stopped")]
    private partial void LogStopped();
}
