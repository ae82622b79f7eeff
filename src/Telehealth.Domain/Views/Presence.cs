using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

/// <summary>Whether a person is connected now: Reconnecting for 30 s after a loss, Away after 2 minutes (rules.md, Phases and outcomes), Offline otherwise.</summary>
public enum Presence { Connected, Reconnecting, Away, Offline }

public static class PresenceWords
{
    public static Presence Of(Seen? seen, Instant now, VisitPolicy policy) => seen switch
    {
        null or { ConnectedSince: null, LastSeen: null } => Presence.Offline,
        { ConnectedSince: not null } => Presence.Connected,
        { LastSeen: { } last } when now - last < policy.ReconnectingFor => Presence.Reconnecting,
        { LastSeen: { } last } when now - last >= policy.AwayAfter => Presence.Away,
        _ => Presence.Offline,
    };

    public static Presence Of(this PresenceFacts facts, ParticipantId? person, Instant now, VisitPolicy policy) =>
        Of(person is { } id ? facts.People.GetValueOrDefault(id) : null, now, policy);
}
