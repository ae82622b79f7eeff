using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>The vendor ended the room, by its own limits of time or by mistake, and the visit goes on.</summary>
internal static class RoomRemaking
{
    /// <summary>Promises a new room; while the promise stands there is no second one for the same room.</summary>
    public static async Task<bool> PromiseAsync(ClinicWork work, Visit visit, CancellationToken cancellation)
    {
        if (visit.Room is not { VendorRoomId: not null } room || !IsNeeded(visit, room)) return false;
        var promise = VisitPromises.Of(new RemakeRoom(room), visit.Id, work.Now);
        var stands = work.Db.Outbox.Where(o => o.VisitId == visit.Id && o.Kind == promise.Kind && (o.State == OutboxState.Pending || o.State == OutboxState.Sending));
        if (await stands.AnyAsync(o => o.Payload == promise.Payload, cancellation)) return false;
        work.Db.Outbox.Add(promise);
        return true;
    }

    public static bool IsNeeded(Visit visit, VisitRoom ended) => visit.Phase is VisitPhase.InProgress or VisitPhase.OnHold && visit.Room?.Name == ended.Name;
}

/// <summary>Makes the new room. When the vendor is away the clinician is told at once, and it is tried again for as often as any promise is.</summary>
internal sealed class RemakeEndedRoom(IVisitReader visits, IVisitDesk desk, VideoProviders videos, SpareRooms spare) : IOutboxHandler
{
    public string Kind => VisitPromises.KindOf<RemakeRoom>();

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var ended = VisitPromises.Read<RemakeRoom>(message).Room;
        if (message.VisitId is not { } id || await visits.FindAsync(id, cancellation) is not { } found || !RoomRemaking.IsNeeded(found.Visit, ended)) return;
        try
        {
            await RemakeAsync(id, ended, RoomNames.For(message.Id), cancellation);
        }
        catch (VideoUnavailableException away)
        {
            await desk.ExecuteAsync(new VisitRequest(id, new ReportVideoLost(ended.Name), Actor.System), cancellation);
            throw new OutboxException("VIDEO_UNAVAILABLE", inner: away);
        }
    }

    private async Task RemakeAsync(VisitId visit, VisitRoom ended, string name, CancellationToken cancellation)
    {
        var made = new VisitRoom(ended.VideoProvider, name, await videos.MakeAsync(ended.VideoProvider, name, cancellation));
        var replaced = await desk.ExecuteAsync(new VisitRequest(visit, new ReplaceRoom(made.VideoProvider, made.Name, made.VendorRoomId) { Replaces = ended.Name }, Actor.System), cancellation);
        await spare.EndUnlessUsedAsync(replaced.Visit.Visit, made, cancellation);
    }
}

/// <summary>Asked before anybody gets a way into a room: a token for one that has ended would let nobody in.</summary>
internal sealed class EndedRooms(IDbContextFactory<TelehealthDb> databases, IClinicDesk desk, VideoProviders videos)
{
    /// <summary>True when the visit's room is known to have ended; a new one is promised, and everybody hears of it.</summary>
    /// <param name="gone">The room that somebody was turned away from: the vendor is asked, since its callback may be lost.</param>
    public async Task<bool> IsEndedAsync(Visit visit, string? gone, CancellationToken cancellation)
    {
        if (visit.Room is not { VendorRoomId: { } id } room) return false;
        if (!await IsKnownAsync(id, cancellation) && !(gone == id && await IsFoundEndedAsync(room, cancellation))) return false;
        await desk.ExecuteAsync(Actor.System, (work, token) => RoomRemaking.PromiseAsync(work, visit, token), cancellation);
        return true;
    }

    private async Task<bool> IsKnownAsync(string id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.VendorRooms.AnyAsync(r => r.RoomId == id && r.EndedAt != null, cancellation);
    }

    private async Task<bool> IsFoundEndedAsync(VisitRoom room, CancellationToken cancellation)
    {
        try
        {
            return !await videos.IsRunningAsync(room, cancellation);
        }
        catch (VideoUnavailableException)
        {
            // Nobody knows: the room may be there, and the way in is the caller's to try.
            return false;
        }
    }
}
