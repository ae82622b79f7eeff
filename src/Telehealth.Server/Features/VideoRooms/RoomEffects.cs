using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>
/// After a commit took somebody's admission: out of the vendor's room, too. It may come late, since the vendor may have been away, and who was
/// let in again meanwhile stays.
/// </summary>
internal sealed class PutOutOfRoom(VideoProviders videos, IVisitReader visits) : IOutboxHandler
{
    public string Kind => VisitPromises.KindOf<RemoveFromRoom>();

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var effect = VisitPromises.Read<RemoveFromRoom>(message);
        if (message.VisitId is { } id && await visits.FindAsync(id, cancellation) is { } now && InRoom.MayBe(now.Visit, effect.ParticipantId, effect.Room.VendorRoomId)) return;
        await RoomEffects.TryAsync(() => videos.Of(effect.Room.VideoProvider).RemoveParticipantAsync(effect.Room, effect.ParticipantId, cancellation));
    }
}

/// <summary>After a visit closed, or its room was replaced or never used: the vendor's room ends.</summary>
internal sealed class EndRoom(VideoProviders videos) : IOutboxHandler
{
    public string Kind => VisitPromises.KindOf<CompleteRoom>();

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var effect = VisitPromises.Read<CompleteRoom>(message);
        await RoomEffects.TryAsync(() => videos.Of(effect.Room.VideoProvider).CompleteRoomAsync(effect.Room, cancellation));
    }
}

internal static class RoomEffects
{
    public static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (VideoUnavailableException away)
        {
            throw new OutboxException("VIDEO_UNAVAILABLE", inner: away);
        }
    }
}
