using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Telehealth.Server.Desk;
using Telehealth.Server.Features.VideoRooms;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>Who was in the room, from when to when. An event answers with the reason why it changed nothing, or null.</summary>
internal static class AttendanceLog
{
    /// <summary>Why a record stands although the vendor did not call: it was found when our rooms were compared with the vendor's.</summary>
    private const string Reconciled = "RECONCILED";

    /// <summary>A room that nobody came into is made anew by itself this often; after that, when somebody asks for a way in.</summary>
    private const int MostUnused = 3;

    public static Task<string?> ApplyAsync(ClinicWork work, VendorRoomRow room, VendorEventRow told, CancellationToken cancellation) => told.Kind switch
    {
        RoomEvent.ParticipantConnected => ConnectedAsync(work, room, told, cancellation),
        RoomEvent.ParticipantDisconnected => DisconnectedAsync(work, room, told, cancellation),
        RoomEvent.RoomEnded => RoomEndedAsync(work, room, told, cancellation),
        RoomEvent.RoomCreated => Task.FromResult<string?>(null),
        _ => Task.FromResult<string?>("UNKNOWN_KIND"),
    };

    private static async Task<string?> ConnectedAsync(ClinicWork work, VendorRoomRow room, VendorEventRow told, CancellationToken cancellation)
    {
        if (room.EndedAt < told.At) return "AFTER_ROOM_ENDED";
        var (stay, reason) = await StayAsync(work, room, told, cancellation);
        if (stay is null) return reason;
        if (stay.From is not null) return "ALREADY_CONNECTED";
        if (stay.To < told.At) return "AFTER_LEAVING";
        stay.From = told.At;
        if (stay.To is null && room.EndedAt is { } ended) (stay.To, stay.End) = (ended, AttendanceEnd.RoomEnded);
        stay.Reconciled |= told.Reconciled;
        Record(work, "AttendanceStarted", stay, told.At, told.Reconciled);
        if (stay.To is null) await UnexpectedGuests.PutOutAsync(work, stay, cancellation);
        return null;
    }

    private static async Task<string?> DisconnectedAsync(ClinicWork work, VendorRoomRow room, VendorEventRow told, CancellationToken cancellation)
    {
        var (stay, reason) = await StayAsync(work, room, told, cancellation);
        if (stay is null) return reason;
        if (stay.End is AttendanceEnd.Left) return "ALREADY_LEFT";
        if (told.At < stay.From) return "BEFORE_CONNECTING";

        // That the room ended was only the latest possible end of this stay; its own end is exact.
        (stay.To, stay.End) = (told.At, AttendanceEnd.Left);
        stay.Reconciled |= told.Reconciled;
        Record(work, "AttendanceEnded", stay, told.At, told.Reconciled);
        return null;
    }

    private static async Task<string?> RoomEndedAsync(ClinicWork work, VendorRoomRow room, VendorEventRow told, CancellationToken cancellation)
    {
        if (room.EndedAt is not null) return "ALREADY_ENDED";
        room.EndedAt = told.At;
        work.Record(new ClinicRecord(
            "VideoRoomEnded", RoomEvents.Area, new Dictionary<string, string> { ["visit"] = room.VisitId.ToString() },
            new Dictionary<string, object?> { ["room"] = room.RoomId, ["occurredAt"] = Text(told.At) }, ReasonsOf(told.Reconciled)));
        await RemakeAsync(work, room, cancellation);
        foreach (var stay in await work.Db.Attendances.Where(a => a.RoomId == room.RoomId && a.To == null).ToListAsync(cancellation))
        {
            (stay.To, stay.End) = (Instant.Max(told.At, stay.From ?? told.At), AttendanceEnd.RoomEnded);
            stay.Reconciled |= told.Reconciled;
            Record(work, "AttendanceEnded", stay, stay.To.Value, told.Reconciled);
        }

        return null;
    }

    private static async Task RemakeAsync(ClinicWork work, VendorRoomRow room, CancellationToken cancellation)
    {
        if (await work.VisitAsync(room.VisitId, cancellation) is not { } visit || visit.Room?.VendorRoomId != room.RoomId) return;
        if (await work.Db.Attendances.AnyAsync(a => a.RoomId == room.RoomId, cancellation) || await UnusedAsync(work, room.VisitId, cancellation) < MostUnused)
            await RoomRemaking.PromiseAsync(work, visit, cancellation);
    }

    private static Task<int> UnusedAsync(ClinicWork work, Domain.VisitId visit, CancellationToken cancellation) =>
        work.Db.VendorRooms.CountAsync(r => r.VisitId == visit && r.EndedAt != null && !work.Db.Attendances.Any(a => a.RoomId == r.RoomId), cancellation);

    private static async Task<(AttendanceRow? Stay, string? Reason)> StayAsync(ClinicWork work, VendorRoomRow room, VendorEventRow told, CancellationToken cancellation)
    {
        if (told.ConnectionId is not { } connection || TwilioIdentity.ParticipantOf(told.Identity) is not { } participant) return (null, "UNKNOWN_IDENTITY");
        if (await work.Db.Attendances.SingleOrDefaultAsync(a => a.ConnectionId == connection, cancellation) is { } known) return (known, null);
        if (await work.VisitAsync(room.VisitId, cancellation) is not { } visit || visit.Find(participant) is null) return (null, "UNKNOWN_IDENTITY");
        var stay = new AttendanceRow { ConnectionId = connection, RoomId = room.RoomId, VisitId = room.VisitId, ParticipantId = participant };
        return (work.Db.Attendances.Add(stay).Entity, null);
    }

    private static void Record(ClinicWork work, string code, AttendanceRow stay, Instant at, bool reconciled) => work.Record(new ClinicRecord(
        code, RoomEvents.Area, new Dictionary<string, string> { ["visit"] = stay.VisitId.ToString(), ["participant"] = stay.ParticipantId.ToString() },
        new Dictionary<string, object?> { ["room"] = stay.RoomId, ["connection"] = stay.ConnectionId, ["occurredAt"] = Text(at), ["end"] = stay.End?.ToString() },
        ReasonsOf(reconciled)));

    private static string[]? ReasonsOf(bool reconciled) => reconciled ? [Reconciled] : null;

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
