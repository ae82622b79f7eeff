using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>The vendor's door for rooms: signed or refused, kept on disk, then answered; what it means is found out afterwards.</summary>
internal sealed class ReceiveRoomEvent(CallbackDoor door, IClinicDesk desk, CallbackSignal signal)
{
    public async Task<IResult> HandleAsync(HttpContext http, CancellationToken cancellation)
    {
        if (await door.ReadAsync(http, "twilio-rooms", cancellation) is not { } fields) return CallbackDoor.Refusal;
        if (RoomEvent.Of(fields) is { } told) await KeepAsync(told, cancellation);
        return Results.NoContent();
    }

    private async Task KeepAsync(RoomEvent told, CancellationToken cancellation)
    {
        await desk.ExecuteAsync(Actor.VideoProvider, (work, token) => KeepAsync(work, told, token), cancellation);
        signal.Wake();
    }

    private static async Task<bool> KeepAsync(ClinicWork work, RoomEvent told, CancellationToken cancellation)
    {
        var (key, connection) = (told.DedupKey, told.ConnectionId);
        if (await work.Db.VendorEvents.AnyAsync(e => e.DedupKey == key, cancellation))
        {
            RoomEvents.Ignored(work, told.Kind, told.RoomId, connection, "DUPLICATE");
            return false;
        }

        work.Db.VendorEvents.Add(told.ToRow(Guid.CreateVersion7(work.Now.ToDateTimeOffset()), work.Now));
        return true;
    }
}
