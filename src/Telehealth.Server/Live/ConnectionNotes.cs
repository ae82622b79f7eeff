using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>What was last written down of each person's video connection in one visit. Each trouble is written once with its end, however often it is told.</summary>
internal sealed class ConnectionNotes
{
    /// <summary>Two troubles of one person closer than this are told as one.</summary>
    private static readonly Duration Apart = Duration.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<ParticipantId, (MediaConnection Connection, Instant At)> last = [];

    public bool IsNews(ParticipantId person, MediaConnection connection, Instant now)
    {
        lock (gate)
        {
            var (before, at) = last.GetValueOrDefault(person, (MediaConnection.Connected, Instant.MinValue));
            if (connection == before) return false;
            if (before is MediaConnection.Connected && at != Instant.MinValue && now - at < Apart) return false;
            last[person] = (connection, now);
            return true;
        }
    }
}
