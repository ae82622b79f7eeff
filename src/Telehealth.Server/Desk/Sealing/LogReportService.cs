using Microsoft.Extensions.Options;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>What is not urgent about signed heads: the copy in the second store, and the day's report.</summary>
internal sealed partial class LogReportService(LogBook book, SecondStore second, LogReports reports, LogStatus status, IOptions<AuditOptions> options, TimeProvider time, ILogger<LogReportService> log) : BackgroundService
{
    private string? _stored;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SecondStoreSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nothing is half done: both are asked for again.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await StoreAsync(cancellation);
            await reports.ReportAsync(cancellation);
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            // The sealer tells of outages.
        }
    }

    private async Task StoreAsync(CancellationToken cancellation)
    {
        if (!second.IsOn || await book.OriginAsync(cancellation) is not { } origin || await book.CheckpointAsync(origin.Origin, cancellation) is not { } head || head.Note == _stored) return;
        try
        {
            await second.WriteAsync(head, cancellation);
            _stored = head.Note;
            status.Copied(stored: true);
        }
        catch (Exception no) when (no is IOException or UnauthorizedAccessException)
        {
            if (!status.Now.CopyFails) LogNotStored(no);
            status.Copied(stored: false);
        }
    }

    [LoggerMessage(1707, LogLevel.Warning, "The second store of signed heads cannot be written to")]
    private partial void LogNotStored(Exception cause);
}
