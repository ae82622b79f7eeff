using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Live;

/// <summary>The people of one visit and their connections.</summary>
internal sealed class PresenceOfVisit
{
    private readonly Lock gate = new();
    private readonly Dictionary<PersonOnVisit, Person> people = new(1);
    private ImmutableArray<Participant> seats = [];
    private PresenceFacts? facts;

    public bool AnyStaff
    {
        get
        {
            lock (gate) return people.Any(p => p.Key.Staff is not null && p.Value.Connections.Count > 0);
        }
    }

    /// <summary>When the last person was lost; the end of time while anybody is connected.</summary>
    public Instant UnseenSince
    {
        get
        {
            lock (gate) return people.Values.Any(p => p.Connections.Count > 0) ? Instant.MaxValue : people.Values.Max(p => p.LastSeen) ?? Instant.MinValue;
        }
    }

    public void Know(Visit visit)
    {
        lock (gate)
        {
            // They are only ever added, so the longer list is the newer one.
            if (visit.Participants == seats || visit.Participants.Length < seats.Length) return;
            seats = visit.Participants;
            facts = null;
        }
    }

    public Seen? SeenOf(PersonOnVisit person)
    {
        lock (gate) return people.TryGetValue(person, out var kept) ? kept.Seen : null;
    }

    /// <returns>True when this is the person's first connection.</returns>
    public bool Enter(PersonOnVisit person, string connection, Instant now)
    {
        lock (gate)
        {
            if (!people.TryGetValue(person, out var kept)) people[person] = kept = new Person();
            if (kept.Connections.Contains(connection)) return false;
            kept.Connections.Add(connection);
            if (kept.Connections.Count > 1) return false;
            kept.Since = now;
            kept.Losses++;
            facts = null;
            kept.Grace?.Dispose();
            return true;
        }
    }

    /// <param name="loss">Which loss of this person's it is, for <see cref="IsStillLost"/>.</param>
    /// <returns>True when it was the person's last connection.</returns>
    public bool Leave(PersonOnVisit person, string connection, Instant now, out long loss)
    {
        lock (gate)
        {
            loss = 0;
            if (!people.TryGetValue(person, out var kept) || !kept.Connections.Remove(connection) || kept.Connections.Count > 0) return false;
            kept.Since = null;
            kept.LastSeen = now;
            facts = null;
            loss = kept.Losses;
            return true;
        }
    }

    public bool IsStillLost(PersonOnVisit person, long loss)
    {
        lock (gate) return people.TryGetValue(person, out var kept) && kept.Connections.Count == 0 && kept.Losses == loss;
    }

    public void Keep(PersonOnVisit person, ITimer grace)
    {
        lock (gate)
        {
            if (people.TryGetValue(person, out var kept) && kept.Connections.Count == 0) kept.Grace = grace;
        }
    }

    /// <summary>Asked for at every change of the visit, and another one only when somebody comes or goes.</summary>
    public PresenceFacts Facts(Instant forgottenBefore)
    {
        lock (gate) return facts ??= FactsNow() with { ForgottenBefore = forgottenBefore };
    }

    private PresenceFacts FactsNow()
    {
        var seen = ImmutableDictionary.CreateBuilder<ParticipantId, Seen>();
        foreach (var (person, kept) in people)
        {
            if ((person.Participant ?? SeatOf(person.Staff)) is { } id) seen[id] = kept.Seen;
        }

        return new PresenceFacts(seen.ToImmutable());
    }

    private ParticipantId? SeatOf(StaffId? staff) => staff is null ? null : seats.LastOrDefault(p => p.StaffId == staff)?.Id;

    private sealed class Person
    {
        public List<string> Connections { get; } = new(1);
        public Seen Seen => new(Since, Since is null ? LastSeen : null);
        public Instant? Since { get; set; }
        public Instant? LastSeen { get; set; }
        public long Losses { get; set; }
        public ITimer? Grace { get; set; }
    }
}
