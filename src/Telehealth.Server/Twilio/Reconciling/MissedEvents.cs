using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio.Reconciling;

/// <summary>
/// What happened in one room and no callback told of. It is put into the inbox like a callback, marked as found, and applied by the same rules: so
/// it moves nothing back either, and what was found twice counts once.
/// </summary>
internal sealed class MissedEvents(ITwilioVideo video, RoomBook book, IClinicDesk desk, CallbackSignal signal, RoomRepairs repairs)
{
    /// <summary>The vendor tries a callback for 15 seconds: what is younger may still be told.</summary>
    private static readonly Duration StillTold = Duration.FromSeconds(30);

    public async Task FillAsync(VendorRoomRow room, IReadOnlySet<string> running, Instant now, CancellationToken cancellation)
    {
        var runs = running.Contains(room.RoomId);
        var end = room.EndedAt is null && !runs ? await EndOfAsync(room.RoomId, now, cancellation) : null;
        List<RoomEvent> missed = [.. await MissedStaysAsync(room, runs, now - StillTold, cancellation), .. end is { } at ? new[] { Ended(room.RoomId, at) } : []];
        if (missed.Count > 0) await KeepAsync(missed, cancellation);
        else if (room.EndedAt < now - StillTold) await DoneAsync(room.RoomId, cancellation);
    }

    /// <summary>Null while it runs: a list may be a moment behind.</summary>
    private async Task<Instant?> EndOfAsync(string room, Instant now, CancellationToken cancellation)
    {
        try
        {
            var found = await video.FetchRoomAsync(room, cancellation);
            return found.Status == TwilioRoom.InProgress ? null : At(found.EndTime) ?? now;
        }
        catch (TwilioException gone) when (gone.Kind is TwilioErrorKind.NotFound)
        {
            return now;
        }
    }

    private async Task<IEnumerable<RoomEvent>> MissedStaysAsync(VendorRoomRow room, bool runs, Instant until, CancellationToken cancellation)
    {
        var known = (await book.StaysAsync(room.RoomId, cancellation)).ToDictionary(s => s.ConnectionId, StringComparer.Ordinal);
        var there = await PeopleAsync(room.RoomId, "disconnected", cancellation);
        if (runs) there.AddRange(await PeopleAsync(room.RoomId, "connected", cancellation));
        return there.Where(p => p.Sid is not null).SelectMany(p => Missed(room.RoomId, p, known.GetValueOrDefault(p.Sid!), until));
    }

    private async Task<List<TwilioParticipant>> PeopleAsync(string room, string status, CancellationToken cancellation)
    {
        try
        {
            return await video.AllParticipantsAsync(room, status, cancellation);
        }
        catch (TwilioException gone) when (gone.Kind is TwilioErrorKind.NotFound)
        {
            return [];
        }
    }

    private static IEnumerable<RoomEvent> Missed(string room, TwilioParticipant person, AttendanceRow? known, Instant until)
    {
        if (At(person.StartTime) is { } from && from < until && known?.From is null)
            yield return Of(RoomEvent.ParticipantConnected, room, person, known?.To is { } left ? Instant.Min(from, left) : from);
        if (person.Status == "disconnected" && At(person.EndTime) is { } to && to < until && known?.End is not AttendanceEnd.Left)
            yield return Of(RoomEvent.ParticipantDisconnected, room, person, known?.From is { } came ? Instant.Max(to, came) : to);
    }

    private async Task KeepAsync(List<RoomEvent> missed, CancellationToken cancellation)
    {
        var kept = await desk.ExecuteAsync(Actor.System, (work, token) => KeepAsync(work, missed, token), cancellation);
        foreach (var one in kept) repairs.Count(one.Kind);
        if (kept.Count > 0) signal.Wake();
    }

    private static async Task<List<RoomEvent>> KeepAsync(ClinicWork work, List<RoomEvent> missed, CancellationToken cancellation)
    {
        var keys = missed.Select(m => m.DedupKey).ToList();
        var there = (await work.Db.VendorEvents.Where(e => keys.Contains(e.DedupKey)).Select(e => e.DedupKey).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var fresh = missed.Where(m => !there.Contains(m.DedupKey)).ToList();
        foreach (var one in fresh) work.Db.VendorEvents.Add(one.ToRow(Guid.CreateVersion7(work.Now.ToDateTimeOffset()), work.Now));
        return fresh;
    }

    private Task<int> DoneAsync(string room, CancellationToken cancellation) => desk.ExecuteAsync(
        Actor.System,
        async (work, token) =>
        {
            foreach (var row in await work.Db.VendorRooms.Where(r => r.RoomId == room && r.ReconciledAt == null).ToListAsync(token)) row.ReconciledAt = work.Now;
            return 0;
        },
        cancellation);

    private static RoomEvent Ended(string room, Instant at) => new(RoomEvent.RoomEnded, room, null, null, RoomEvent.Found, at);

    private static RoomEvent Of(string kind, string room, TwilioParticipant person, Instant at) => new(kind, room, person.Sid, person.Identity, RoomEvent.Found, at);

    private static Instant? At(DateTimeOffset? time) => time is { } at ? Micros.Whole(Instant.FromDateTimeOffset(at)) : null;
}
