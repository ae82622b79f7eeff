using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>
/// A vendor's token cannot be taken back: one who was put on hold or removed could come in again with the one they have. So whoever comes
/// into the room and is not admitted at that moment is put out again.
/// </summary>
internal static class UnexpectedGuests
{
    public static async Task PutOutAsync(ClinicWork work, AttendanceRow stay, CancellationToken cancellation)
    {
        if (await work.VisitAsync(stay.VisitId, cancellation) is not { Room: { } room } visit || InRoom.MayBe(visit, stay.ParticipantId, stay.RoomId)) return;
        work.Db.Outbox.Add(VisitPromises.Of(new RemoveFromRoom(room with { VendorRoomId = stay.RoomId }, stay.ParticipantId), visit.Id, work.Now));
        work.Record(new ClinicRecord(
            "UnexpectedGuestPutOut", RoomEvents.Area, new Dictionary<string, string> { ["visit"] = visit.Id.ToString(), ["participant"] = stay.ParticipantId.ToString() },
            new Dictionary<string, object?> { ["room"] = stay.RoomId, ["connection"] = stay.ConnectionId, ["phase"] = visit.Phase.ToString() }));
    }

    public static async Task<Visit?> VisitAsync(this ClinicWork work, VisitId id, CancellationToken cancellation) =>
        await work.Db.Visits.Where(v => v.Id == id).Select(v => v.Snapshot).SingleOrDefaultAsync(cancellation) is { } snapshot ? VisitSnapshots.Read(snapshot) : null;
}
