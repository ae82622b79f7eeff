using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>One person's way into one visit's room. Renewed by asking again before it ends.</summary>
public sealed record RoomGrant : Answer
{
    /// <summary><c>peer</c> or <c>twilio</c>.</summary>
    public string? VideoProvider { get; init; }

    /// <summary>Opaque name of the room.</summary>
    public string? Room { get; init; }

    /// <summary>The participant id.</summary>
    public string? Identity { get; init; }

    /// <summary>The vendor's token; absent for <c>peer</c>. Never store or log it.</summary>
    public string? Token { get; init; }

    public Instant? ExpiresAt { get; init; }
    public IReadOnlyList<IceServerView>? IceServers { get; init; }

    /// <summary>Who else holds a live grant; <c>peer</c> only.</summary>
    public IReadOnlyList<ParticipantId>? Peers { get; init; }

    /// <summary>For the visit's clinician: ReplaceRoom with this as <c>videoProvider</c> goes on over it. Absent for others, and where the clinic does not want that or the visit is there already.</summary>
    public string? Fallback { get; init; }

    internal static RoomGrant Of(RoomGrantTerms terms, VideoAccess access) => new()
    {
        VideoProvider = terms.Room.VideoProvider, Room = access.Room, Identity = access.Identity, Token = access.Token, ExpiresAt = access.ExpiresAt,
        IceServers = access.IceServers?.Select(s => new IceServerView(s.Urls, s.Username, s.Credential)).ToList(), Peers = access.Peers,
    };
}

/// <summary>As in the browser's RTCIceServer.</summary>
public sealed record IceServerView(IReadOnlyList<string> Urls, string? Username, string? Credential);
