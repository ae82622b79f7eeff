using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.PeerToPeer;

/// <summary>
/// Who may signal in which room now. Kept in this process: after a restart everybody asks for a new grant, which is decided and recorded
/// anew. A commit that ends somebody's admission ends their grant in the same breath.
/// </summary>
internal sealed class LiveGrants(TimeProvider time) : IPeerRelay, ICommitFollower
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<ParticipantId, Instant>> rooms = new(StringComparer.Ordinal);

    public void Grant(string room, ParticipantId participant, Instant expiresAt) => rooms.AddOrUpdate(
        room,
        static (_, grant) => ImmutableDictionary<ParticipantId, Instant>.Empty.Add(grant.participant, grant.expiresAt),
        static (_, others, grant) => others.SetItem(grant.participant, grant.expiresAt),
        (participant, expiresAt));

    public IReadOnlyList<ParticipantId> Others(string room, ParticipantId participant, Instant now) =>
        [.. In(room).Where(g => g.Key != participant && g.Value > now).Select(g => g.Key)];

    public bool MayRelay(VisitRoom room, ParticipantId from, ParticipantId to)
    {
        var grants = In(room.Name);
        var now = time.Now();
        return from != to && grants.TryGetValue(from, out var mine) && mine > now && grants.TryGetValue(to, out var theirs) && theirs > now;
    }

    public void Revoke(string room, ParticipantId participant)
    {
        while (rooms.TryGetValue(room, out var grants) && grants.ContainsKey(participant))
        {
            var left = grants.Remove(participant);
            if (left.IsEmpty ? rooms.TryRemove(new(room, grants)) : rooms.TryUpdate(room, left, grants)) return;
        }
    }

    public void RevokeAll(string room) => rooms.TryRemove(room, out _);

    public void Follow(CommittedChange change)
    {
        if (change.Before.Visit.Room is { VideoProvider: PeerVideoProvider.ProviderName } old && old.Name != change.After.Visit.Room?.Name) RevokeAll(old.Name);
        if (change.After.Visit.Room is { VideoProvider: PeerVideoProvider.ProviderName } room) Keep(room.Name, change.After.Visit);
    }

    private void Keep(string room, Visit visit)
    {
        if (visit.Phase is not VisitPhase.InProgress)
        {
            RevokeAll(room);
            return;
        }

        foreach (var holder in In(room).Keys)
        {
            if (visit.Find(holder) is not { State: ParticipantState.Admitted }) Revoke(room, holder);
        }
    }

    private ImmutableDictionary<ParticipantId, Instant> In(string room) => rooms.GetValueOrDefault(room, ImmutableDictionary<ParticipantId, Instant>.Empty);
}
