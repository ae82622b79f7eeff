using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.PeerToPeer;

/// <summary>Browser to browser: there is no room anywhere but a name, and the way in is a live grant that lets our hub relay signals.</summary>
internal sealed class PeerVideoProvider(LiveGrants grants, IceServers ice) : IVideoProvider
{
    public const string ProviderName = "peer";

    public string Name => ProviderName;

    public Task<string?> CreateOrFetchRoomAsync(string roomName, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public VideoAccess Issue(RoomGrantTerms terms, Instant now)
    {
        grants.Grant(terms.Room.Name, terms.ParticipantId, terms.ExpiresAt);
        var peers = grants.Others(terms.Room.Name, terms.ParticipantId, now);
        return new(terms.Room.Name, terms.ParticipantId.ToString(), Token: null, terms.ExpiresAt, ice.For(terms.ParticipantId, terms.ExpiresAt), peers);
    }

    public Task<bool> IsRunningAsync(VisitRoom room, CancellationToken cancellation) => Task.FromResult(true);

    public Task RemoveParticipantAsync(VisitRoom room, ParticipantId participant, CancellationToken cancellation)
    {
        grants.Revoke(room.Name, participant);
        return Task.CompletedTask;
    }

    public Task CompleteRoomAsync(VisitRoom room, CancellationToken cancellation)
    {
        grants.RevokeAll(room.Name);
        return Task.CompletedTask;
    }
}
