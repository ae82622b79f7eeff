using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Features.VideoRooms;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio.Reconciling;

/// <summary>Compares our rooms with the vendor's and repairs what differs, each repair with its record.</summary>
internal sealed class RoomReconciler(ITwilioVideo video, RoomBook book, OrphanRooms orphans, MissedEvents missed, RoomsToRemake remake)
{
    public async Task CompareAsync(Instant now, Duration grace, CancellationToken cancellation)
    {
        // The vendor's list first: whatever is in it, our side knows by the time that it is read.
        var running = await video.AllRoomsAsync(TwilioRoom.InProgress, cancellation);
        var open = await book.OpenVisitsAsync(cancellation);
        await orphans.EndAsync(running, open, now - grace, cancellation);
        var ids = running.Select(r => r.Sid).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var room in await book.DueAsync(cancellation)) await missed.FillAsync(room, ids, now, cancellation);
        foreach (var visit in open.Where(v => v.Room!.VendorRoomId is { } id && !ids.Contains(id))) await remake.PromiseAsync(visit, cancellation);
    }
}

/// <summary>A visit whose room is known to have ended, and for which the making of a new one was given up: the vendor answers again.</summary>
internal sealed class RoomsToRemake(RoomBook book, IClinicDesk desk, RoomRepairs repairs)
{
    public async Task PromiseAsync(Visit visit, CancellationToken cancellation)
    {
        if (!visit.Alerted(VisitAlert.VideoLost) || await book.FindAsync(visit.Room!.VendorRoomId!, cancellation) is not { EndedAt: not null }) return;
        if (await desk.ExecuteAsync(Actor.System, (work, token) => RoomRemaking.PromiseAsync(work, visit, token), cancellation)) repairs.Count("room-remade");
    }
}

/// <summary>Runs the comparison every so often, on one node at a time.</summary>
internal sealed partial class RoomReconcilerService(
    RoomReconciler reconciler, ReconcileTurn turn, IOptions<TwilioOptions> options, TimeProvider time, ILogger<RoomReconcilerService> log) : BackgroundService
{
    /// <summary>False when it was another node's turn.</summary>
    public async Task<bool> CompareOnceAsync(CancellationToken cancellation)
    {
        if (await turn.TakeAsync(cancellation) is not { } began) return false;

        await turn.LeaveAsync(began, await TryAsync(began, cancellation), cancellation);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.Reconcile.EverySeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task<bool> TryAsync(Instant began, CancellationToken cancellation)
    {
        // Never longer than the turn lasts: another node would begin beside it.
        using var limit = new CancellationTokenSource((ReconcileTurn.Longest - Duration.FromMinutes(1)).ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await reconciler.CompareAsync(began, Duration.FromMinutes(options.Value.Reconcile.GraceMinutes), either.Token);
            return true;
        }
        catch (OperationCanceledException slow) when (!cancellation.IsCancellationRequested)
        {
            LogUnfinished(slow);
        }
        catch (Exception away) when (away is TwilioException or VideoUnavailableException)
        {
            LogUnfinished(away);
        }

        return false;
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await CompareOnceAsync(cancellation);
        }
        catch (StorageUnavailableException gone)
        {
            LogUnavailable(gone);
        }
    }

    [LoggerMessage(5030, LogLevel.Warning, "The vendor's rooms could not be compared with ours to the end; the next look goes on")]
    private partial void LogUnfinished(Exception cause);

    [LoggerMessage(5031, LogLevel.Warning, "The comparison of rooms waits for the database")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(5032, LogLevel.Debug, "The comparison of rooms stopped")]
    private partial void LogStopped();
}
