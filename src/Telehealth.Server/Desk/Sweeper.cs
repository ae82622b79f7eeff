using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>Sends the ordinary command "apply the rules of time" to every visit whose row says that one may be due. Any number of nodes may do it.</summary>
internal sealed partial class Sweeper(
    VisitLoads loads, VisitStore store, IVisitDesk desk, VisitPolicy policy, IOptions<DeskOptions> options, TimeProvider time, ILogger<Sweeper> log) : BackgroundService
{
    /// <summary>Looks once; returns how many visits were due.</summary>
    public async Task<int> SweepOnceAsync(CancellationToken cancellation)
    {
        var due = await loads.DueAsync(Now(), options.Value.SweepMax, cancellation);
        foreach (var visit in due)
        {
            await ApplyAsync(visit, cancellation);
        }

        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
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
            await SweepOnceAsync(cancellation);
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(e);
        }
    }

    private async Task ApplyAsync(VisitId visit, CancellationToken cancellation)
    {
        try
        {
            var outcome = await desk.ExecuteAsync(new VisitRequest(visit, new ApplyRulesOfTime(), Actor.System), cancellation);
            if (outcome.Decision is { Entries.IsEmpty: true })
            {
                // Due, but kept back by who is connected: the row says when to look again.
                await store.LookAgainAsync(outcome.Visit, VisitTimers.NextLook(outcome.Visit.Visit, policy, Now()));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException and not StorageUnavailableException)
        {
            // One visit that cannot be decided must not stop the rules of time for all others.
            LogFailed(visit, e);
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());

    [LoggerMessage(1101, LogLevel.Error, "The rules of time could not be applied to visit {Visit}")]
    private partial void LogFailed(VisitId visit, Exception cause);

    [LoggerMessage(1102, LogLevel.Warning, "The rules of time wait for the database")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(1103, LogLevel.Debug, "The sweeper stopped")]
    private partial void LogStopped();
}
