using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio;

/// <summary>Rooms at Twilio. What the vendor says stays in here: callers learn that it did not work, and why in our own few kinds.</summary>
internal sealed class TwilioVideoProvider(ITwilioVideo video, TwilioRooms rooms, TwilioTokens tokens) : IVideoProvider
{
    public const string ProviderName = "twilio";

    public string Name => ProviderName;

    public async Task<string?> CreateOrFetchRoomAsync(string roomName, CancellationToken cancellation)
    {
        try
        {
            return SidOf(await CreateOrFetchAsync(roomName, cancellation));
        }
        catch (TwilioException e)
        {
            throw Unavailable(e);
        }
    }

    public VideoAccess Issue(RoomGrantTerms terms, Instant now)
    {
        var room = terms.Room.VendorRoomId ?? throw new VideoUnavailableException("The room has no id at the vendor.");
        var identity = TwilioIdentity.New(terms.ParticipantId);
        var token = tokens.Mint(room, identity, now, terms.ExpiresAt);
        return new(room, identity, token, TwilioTokens.End(now, terms.ExpiresAt), IceServers: null);
    }

    public async Task<bool> IsRunningAsync(VisitRoom room, CancellationToken cancellation)
    {
        try
        {
            return await IsInProgressAsync(room, cancellation);
        }
        catch (TwilioException e)
        {
            throw Unavailable(e);
        }
    }

    public async Task RemoveParticipantAsync(VisitRoom room, ParticipantId participant, CancellationToken cancellation)
    {
        try
        {
            foreach (var connection in await ConnectionsAsync(room, participant, cancellation)) await DisconnectAsync(room, connection, cancellation);
        }
        catch (TwilioException e) when (e.Kind is TwilioErrorKind.NotFound or TwilioErrorKind.AlreadyEnded)
        {
            // The room is gone, and everybody with it.
        }
        catch (TwilioException e)
        {
            throw Unavailable(e);
        }
    }

    public async Task CompleteRoomAsync(VisitRoom room, CancellationToken cancellation)
    {
        try
        {
            await CompleteAsync(room, cancellation);
        }
        catch (TwilioException e)
        {
            throw Unavailable(e);
        }
    }

    private async Task<TwilioRoom> CreateOrFetchAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await video.CreateRoomAsync(rooms.Named(name), cancellation);
        }
        catch (TwilioException e) when (e.Kind is TwilioErrorKind.AlreadyExists)
        {
            // A first try got through although nobody heard the answer.
            return await video.FetchRoomAsync(name, cancellation);
        }
    }

    private async Task<List<TwilioParticipant>> ConnectionsAsync(VisitRoom room, ParticipantId participant, CancellationToken cancellation)
    {
        // One who is reconnecting holds a token that is still good, and is not among the connected.
        var all = await video.AllParticipantsAsync(KeyOf(room), "connected", cancellation);
        all.AddRange(await video.AllParticipantsAsync(KeyOf(room), "reconnecting", cancellation));
        return [.. all.Where(p => TwilioIdentity.ParticipantOf(p.Identity) == participant)];
    }

    private async Task DisconnectAsync(VisitRoom room, TwilioParticipant connection, CancellationToken cancellation)
    {
        try
        {
            await video.UpdateParticipantAsync(KeyOf(room), connection.Sid ?? connection.Identity!, TwilioStatus.Disconnected, cancellation);
        }
        catch (TwilioException e) when (e.Kind is TwilioErrorKind.NotFound or TwilioErrorKind.AlreadyEnded)
        {
            // Left by itself in the meantime.
        }
    }

    private async Task CompleteAsync(VisitRoom room, CancellationToken cancellation)
    {
        try
        {
            await video.UpdateRoomAsync(KeyOf(room), TwilioStatus.Completed, cancellation);
        }
        catch (TwilioException e) when (e.Kind is TwilioErrorKind.NotFound)
        {
            // By name only a running room is found, and by id one that the vendor still knows: there is none to end.
        }
        catch (TwilioException e) when (e.Kind is TwilioErrorKind.AlreadyEnded)
        {
            if (await IsInProgressAsync(room, cancellation)) throw;
        }
    }

    private async Task<bool> IsInProgressAsync(VisitRoom room, CancellationToken cancellation)
    {
        try
        {
            return (await video.FetchRoomAsync(KeyOf(room), cancellation)).Status == TwilioRoom.InProgress;
        }
        catch (TwilioException e) when (e.Kind is TwilioErrorKind.NotFound)
        {
            return false;
        }
    }

    private static string KeyOf(VisitRoom room) => room.VendorRoomId ?? room.Name;

    private static string SidOf(TwilioRoom room) => room.Sid ?? throw new TwilioException(TwilioErrorKind.Transient, null, null);

    private static VideoUnavailableException Unavailable(TwilioException cause) => new($"The video vendor did not do it: {cause.Kind}.", cause);
}
