using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Desk;

/// <summary>One commit, told after COMMIT returned. <see cref="Before"/> and <see cref="After"/> have the same version when only records were written.</summary>
internal sealed record CommittedChange(LoadedVisit Before, LoadedVisit After, VisitDecision Decision, Actor Actor, Instant At);

/// <summary>Tells audiences. Never blocks the caller and never fails the command.</summary>
internal interface IVisitAnnouncer
{
    void Enqueue(CommittedChange change);
}

/// <summary>Who is connected to a visit now.</summary>
internal interface IPresence
{
    PresenceFacts Of(VisitId visit);
}

/// <summary>A video vendor, or our own peer-to-peer relay. Only implementations know vendor words.</summary>
internal interface IVideoProvider
{
    /// <summary><c>peer</c> or <c>twilio</c>; stored on the visit.</summary>
    string Name { get; }

    /// <summary>Creates the room of this opaque name, or finds the one that a first try created.</summary>
    /// <returns>The vendor's room id, null where there is none.</returns>
    /// <exception cref="VideoUnavailableException">The vendor did not answer, or refused.</exception>
    Task<string?> CreateOrFetchRoomAsync(string roomName, CancellationToken cancellation);

    /// <summary>Makes the participant's way in from a grant just recorded.</summary>
    VideoAccess Issue(RoomGrantTerms terms, Instant now);

    /// <summary>Whether the room can be entered; true where there is no room that could have ended.</summary>
    /// <exception cref="VideoUnavailableException">The vendor did not answer, or refused.</exception>
    Task<bool> IsRunningAsync(VisitRoom room, CancellationToken cancellation);

    /// <summary>Puts one participant out of the room. Idempotent.</summary>
    Task RemoveParticipantAsync(VisitRoom room, ParticipantId participant, CancellationToken cancellation);

    /// <summary>Ends the room for everybody. Idempotent.</summary>
    Task CompleteRoomAsync(VisitRoom room, CancellationToken cancellation);
}

internal sealed record IceServer(string[] Urls, string? Username, string? Credential);

/// <param name="Token">The vendor's string; never stored or logged. Null for the peer-to-peer provider.</param>
/// <param name="Peers">Who else is in the room now, where the provider needs them told.</param>
internal sealed record VideoAccess(
    string Room, string Identity, string? Token, Instant ExpiresAt, IReadOnlyList<IceServer>? IceServers, IReadOnlyList<ParticipantId>? Peers = null);

internal sealed class VideoUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Asks whoever holds a participant's seat on another live device whether a new device may take it.</summary>
internal interface ISeatArbiter
{
    /// <summary>True when the live device gave way within 30 s, or fell silent.</summary>
    Task<bool> AskAsync(VisitId visit, ParticipantId participant, CancellationToken cancellation);
}

/// <summary>Tells connected clients that this server is about to stop.</summary>
internal interface IDrain
{
    /// <returns>How many connections were told.</returns>
    Task<int> TellAsync(TimeSpan reconnectWithin, CancellationToken cancellation);
}
