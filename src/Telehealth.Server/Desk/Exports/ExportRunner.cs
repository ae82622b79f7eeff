using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Exports;

/// <summary>Makes exports, one at a time on each server; what a server leaves, the next goes on with. Files that have had their days are removed.</summary>
internal sealed partial class ExportRunner(
    ExportBook book, ExportWork work, ExportFolder folder, ExportLimits limits, IDbContextFactory<TelehealthDb> databases, IClinicDesk desk, TimeProvider time, ILogger<ExportRunner> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1), SweepEvery = TimeSpan.FromMinutes(1), RenewEvery = TimeSpan.FromSeconds(20);

    /// <summary>Takes one export as far as it goes; false when there is none to do.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        if (await book.TakeAsync(cancellation) is not { } job) return false;
        try
        {
            await MakeAsync(job, cancellation);
        }
        catch (ExportLostException)
        {
            LogLost(job.Row.Id);
        }

        return true;
    }

    /// <exception cref="ExportLostException">It was stopped, or another worker has it.</exception>
    private async Task MakeAsync(ExportJob job, CancellationToken cancellation)
    {
        using var ours = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var keeping = KeepAsync(job, ours, over.Token);
        try
        {
            for (var at = job; at is not null; at = await work.AdvanceAsync(at, ours.Token)) ours.Token.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (ours.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ExportLostException();
        }
        catch (Exception failure) when (FaultOf(failure) is { } fault)
        {
            LogFailed(fault, job.Row.Id, failure is ExportFailedException ? failure.InnerException : failure);
            await book.EndAsync(job, ExportState.Failed, row => row.Fault = fault.ToWire(), ExportRecords.Failed, cancellation);
        }
        finally
        {
            await over.CancelAsync();
            await keeping;
        }
    }

    /// <summary>One step may take longer than a claim lasts.</summary>
    private async Task KeepAsync(ExportJob job, CancellationTokenSource ours, CancellationToken over)
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over)) await RenewAsync(job, over);
        }
        catch (ExportLostException)
        {
            await ours.CancelAsync();
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The export is finished, or the server stops.
        }
    }

    private async Task RenewAsync(ExportJob job, CancellationToken over)
    {
        try
        {
            await book.RenewAsync(job, over);
        }
        catch (Exception fault) when (fault is not (ExportLostException or OperationCanceledException))
        {
            // The claim lasts for two more tries; if it runs out, whoever takes the export next says so to the step.
            if (Passes(fault)) LogUnavailable(fault);
            else LogFault(fault);
        }
    }

    /// <summary>Null for what is no fault of the export: it goes on later, here or elsewhere.</summary>
    private static ExportFault? FaultOf(Exception failure) => failure switch
    {
        ExportFailedException known => known.Fault,
        ExportLostException or OperationCanceledException => null,
        _ => Passes(failure) ? null : ExportFault.Unexpected,
    };

    private static bool Passes(Exception failure) => StorageFaults.IsUnavailable(failure) || failure is WriteFailedException { Failure: not WriteFailure.Statement };

    /// <summary>Removes files that are past their days, and what stopped exports left.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var before = Instant.FromDateTimeOffset(time.GetUtcNow()) - limits.Kept;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var old = await db.LogExports.AsNoTracking().Where(e => (e.State == ExportState.Done || e.State == ExportState.Failed) && e.FinishedAt < before).Select(e => e.Id).ToListAsync(cancellation);
        foreach (var id in old) await RemoveAsync(id, cancellation);
        var here = folder.All();
        var known = await db.LogExports.AsNoTracking().Where(e => here.Contains(e.Id)).Select(e => new { e.Id, e.State }).ToDictionaryAsync(e => e.Id, e => e.State, cancellation);
        foreach (var id in here)
        {
            if (!known.TryGetValue(id, out var state) || state is ExportState.Cancelled or ExportState.Removed) folder.Remove(id);
            else if (state is ExportState.Done) folder.Tidy(id);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        long? swept = null;
        try
        {
            do
            {
                var sweep = swept is not { } at || TimeProvider.System.GetElapsedTime(at) > SweepEvery;
                if (sweep) swept = TimeProvider.System.GetTimestamp();
                await RoundAsync(sweep, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task RoundAsync(bool sweep, CancellationToken cancellation)
    {
        try
        {
            if (sweep) await SweepAsync(cancellation);
            while (await StepAsync(cancellation)) cancellation.ThrowIfCancellationRequested();
        }
        catch (Exception outage) when (Passes(outage) || outage is IOException or UnauthorizedAccessException)
        {
            LogUnavailable(outage);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The outermost door: a fault here must not stop the server.
            LogFault(fault);
        }
    }

    private Task RemoveAsync(Guid id, CancellationToken cancellation) => desk.ExecuteAsync(Actor.System, async (works, token) =>
    {
        if (await works.Db.LogExports.FirstOrDefaultAsync(e => e.Id == id && (e.State == ExportState.Done || e.State == ExportState.Failed), token) is not { } row) return false;
        row.State = ExportState.Removed;
        works.Record(ExportRecords.Removed(row));
        return true;
    }, cancellation);

    [LoggerMessage(1060, LogLevel.Information, "Exports of the log wait for the database or their folder")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(1061, LogLevel.Warning, "The export {Export} could not be finished: {Fault}")]
    private partial void LogFailed(ExportFault fault, Guid export, Exception? cause);

    [LoggerMessage(1062, LogLevel.Information, "The export {Export} was stopped, or is made by another server")]
    private partial void LogLost(Guid export);

    [LoggerMessage(1064, LogLevel.Error, "Exports of the log met a fault and are tried again")]
    private partial void LogFault(Exception cause);

    [LoggerMessage(1063, LogLevel.Debug, "Exports of the log stopped")]
    private partial void LogStopped();
}
