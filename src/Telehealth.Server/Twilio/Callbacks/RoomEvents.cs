using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Twilio.Status;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>
/// Applies what the vendor told, in the order of the vendor's clock, each event in one transaction with its records. An event moves
/// attendance forward or is recorded as ignored, with the reason; none moves anything back.
/// </summary>
internal sealed partial class RoomEvents(IDbContextFactory<TelehealthDb> databases, IClinicDesk desk, ClinicClock clock, VendorMetrics metrics, ILogger<RoomEvents> log) : ICallbackInbox
{
    public const string Area = "attendance";
    private const int AtOnce = 200;

    /// <summary>The commit that says whose room it is may be a moment behind the vendor.</summary>
    private static readonly Duration UnknownRoomWait = Duration.FromMinutes(2);

    public async Task<int> ApplyDueAsync(CancellationToken cancellation)
    {
        var decided = 0;
        while (await DueAsync(cancellation) is { Count: > 0 } due)
        {
            var now = 0;
            foreach (var id in due) now += await TryAsync(id, cancellation) ? 1 : 0;
            if (now == 0) break;
            decided += now;
        }

        metrics.Waiting(await WaitingAsync(cancellation));
        return decided;
    }

    public static void Ignored(ClinicWork work, string kind, string room, string? connection, string reason, VisitId? visit = null) => work.Record(new ClinicRecord(
        "VendorEventIgnored", Area, visit is { } id ? new Dictionary<string, string> { ["visit"] = id.ToString() } : [],
        new Dictionary<string, object?> { ["kind"] = kind, ["room"] = room, ["connection"] = connection }, [reason]));

    private async Task<List<Guid>> DueAsync(CancellationToken cancellation)
    {
        var lapsed = clock.Now() - UnknownRoomWait;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.VendorEvents.Where(e => e.State == VendorEventState.Pending && (e.ReceivedAt <= lapsed || db.VendorRooms.Any(r => r.RoomId == e.RoomId)))
            .OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Id).Take(AtOnce).ToListAsync(cancellation);
    }

    private async Task<int> WaitingAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.VendorEvents.CountAsync(e => e.State == VendorEventState.Pending, cancellation);
    }

    private async Task<bool> TryAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            var told = await desk.ExecuteAsync(Actor.VideoProvider, (work, token) => ApplyAsync(work, id, token), cancellation);
            if (told is { State: VendorEventState.Applied, DecidedAt: { } at }) metrics.Applied(told.At, at);
            return told is not null;
        }
        catch (Exception e) when (e is not OperationCanceledException and not StorageUnavailableException)
        {
            // One event that cannot be applied must not stop the others; it is looked at again.
            LogFailed(id, e);
            return false;
        }
    }

    private static async Task<VendorEventRow?> ApplyAsync(ClinicWork work, Guid id, CancellationToken cancellation)
    {
        if (await work.Db.VendorEvents.SingleOrDefaultAsync(e => e.Id == id && e.State == VendorEventState.Pending, cancellation) is not { } told) return null;
        var room = await work.Db.VendorRooms.SingleOrDefaultAsync(r => r.RoomId == told.RoomId, cancellation);
        var reason = room is null ? "UNKNOWN_ROOM" : await AttendanceLog.ApplyAsync(work, room, told, cancellation);
        (told.State, told.Reason, told.DecidedAt) = (reason is null ? VendorEventState.Applied : VendorEventState.Ignored, reason, work.Now);
        if (reason is not null) Ignored(work, told.Kind, told.RoomId, told.ConnectionId, reason, room?.VisitId);
        return told;
    }

    [LoggerMessage(5022, LogLevel.Error, "The vendor's event {Id} could not be applied")]
    private partial void LogFailed(Guid id, Exception cause);
}
