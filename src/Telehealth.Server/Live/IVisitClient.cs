using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>What the server sends over the hub.</summary>
public interface IVisitClient
{
    /// <summary>A visit has a new version.</summary>
    Task VisitChanged(VisitChanged message);

    /// <summary>The patient's place in line moved. Unversioned.</summary>
    Task PlaceChanged(PlaceChanged message);

    /// <summary>Somebody's connection came, was lost or went. Unversioned.</summary>
    Task PresenceChanged(PresenceChanged message);

    /// <summary>Somebody's video stopped coming through, or is back. Unversioned.</summary>
    Task MediaChanged(MediaChanged message);

    /// <summary>A chat message was stored. Has a number of its own.</summary>
    Task MessageReceived(ChatMessage message);

    /// <summary>A signal of peer-to-peer video.</summary>
    Task SignalRelayed(SignalRelayed message);

    /// <summary>Something that wants a person's eye.</summary>
    Task AlertRaised(LiveAlert message);

    /// <summary>Read the visit anew.</summary>
    Task Resync(Resync message);

    /// <summary>Connect anew soon.</summary>
    Task ServerDraining(ServerDraining message);

    /// <summary>Rows of the board changed; at most about four a second.</summary>
    Task BoardChanged(BoardChanged message);

    /// <summary>Counts changed; for WatchOperations.</summary>
    Task OperationsChanged(Operations message);
}
