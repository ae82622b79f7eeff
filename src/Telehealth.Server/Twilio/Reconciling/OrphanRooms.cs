using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Features.VideoRooms;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio.Reconciling;

/// <summary>Rooms that run at the vendor and belong to no visit: of one that closed or went on elsewhere, or made by a try that nobody heard of.</summary>
internal sealed class OrphanRooms(TwilioVideoProvider provider, RoomBook book, IClinicDesk desk, RoomRepairs repairs, IOptions<SiteOptions> site)
{
    public async Task EndAsync(IReadOnlyList<TwilioRoom> running, IReadOnlyList<Visit> open, Instant madeBefore, CancellationToken cancellation)
    {
        var names = open.Select(v => v.Room!.Name).ToHashSet(StringComparer.Ordinal);
        var ids = open.Select(v => v.Room!.VendorRoomId).ToHashSet(StringComparer.Ordinal);
        foreach (var room in running)
        {
            if (room is not { Sid: { } sid, UniqueName: { } name } || ids.Contains(sid) || names.Contains(name)) continue;
            var row = await book.FindAsync(sid, cancellation);
            if (row is not null || IsOurs(room, name, madeBefore)) await EndAsync(new VisitRoom(TwilioVideoProvider.ProviderName, name, sid), row, cancellation);
        }
    }

    /// <summary>An account may serve others, too: only a room that has our kind of name and calls us back is ours, and only an old one is nobody's.</summary>
    private bool IsOurs(TwilioRoom room, string name, Instant madeBefore) =>
        RoomNames.IsOne(name) && room.StatusCallback?.StartsWith(CallbackAddress.Origin(site.Value) + CallbackAddress.Rooms, StringComparison.Ordinal) is true
        && room.DateCreated is { } made && Instant.FromDateTimeOffset(made) < madeBefore;

    private async Task EndAsync(VisitRoom room, VendorRoomRow? row, CancellationToken cancellation)
    {
        if (row is not null && await IsPromisedAsync(row.VisitId, cancellation)) return;
        await provider.CompleteRoomAsync(room, cancellation);
        await desk.ExecuteAsync(Actor.System, (work, _) => Task.FromResult(Note(work, room, row)), cancellation);
        repairs.Count("orphan-ended");
    }

    /// <summary>The outbox is about to do it.</summary>
    private Task<bool> IsPromisedAsync(VisitId visit, CancellationToken cancellation) => desk.ExecuteAsync(
        Actor.System,
        (work, token) => work.Db.Outbox.AnyAsync(
            o => o.VisitId == visit && o.Kind == VisitPromises.KindOf<CompleteRoom>() && (o.State == OutboxState.Pending || o.State == OutboxState.Sending), token),
        cancellation);

    private static bool Note(ClinicWork work, VisitRoom room, VendorRoomRow? row)
    {
        work.Record(new ClinicRecord(
            "OrphanRoomEnded", SpareRooms.Area, row is null ? [] : new Dictionary<string, string> { ["visit"] = row.VisitId.ToString() },
            new Dictionary<string, object?> { ["videoProvider"] = room.VideoProvider, ["room"] = room.VendorRoomId }, [row is null ? "UNKNOWN_ROOM" : "NOT_THE_VISITS_ROOM"]));
        return true;
    }
}
