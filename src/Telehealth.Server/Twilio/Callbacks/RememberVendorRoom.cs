using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>After a commit gave a visit a room at the vendor: from now on the vendor's events of that room are the visit's.</summary>
internal sealed class RememberVendorRoom(IClinicDesk desk, CallbackSignal signal) : IOutboxHandler
{
    public string Kind => VisitPromises.KindOf<RememberRoom>();

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var room = VisitPromises.Read<RememberRoom>(message).Room;
        if (room.VendorRoomId is not { } id || message.VisitId is not { } visit) throw new OutboxException("NO_VENDOR_ROOM", final: true);
        await desk.ExecuteAsync(Actor.System, (work, token) => RememberAsync(work, id, room.VideoProvider, visit, token), cancellation);
        signal.Wake();
    }

    private static async Task<bool> RememberAsync(ClinicWork work, string id, string provider, VisitId visit, CancellationToken cancellation)
    {
        if (await work.Db.VendorRooms.AnyAsync(r => r.RoomId == id, cancellation)) return false;
        work.Db.VendorRooms.Add(new VendorRoomRow { RoomId = id, VideoProvider = provider, VisitId = visit });
        return true;
    }
}
