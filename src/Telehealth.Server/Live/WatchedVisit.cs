using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Live;

/// <summary>
/// What this process keeps of one visit that is looked at or was lately changed: the newest state it heard of, the replay window, the
/// mailbox of changes to announce, and which audiences are connected here. All of it may be lost at any time.
/// </summary>
internal sealed class WatchedVisit(VisitId id, int replayVersions)
{
    private const int MailboxSize = 64;
    private readonly Lock gate = new();
    private readonly ReplayWindow replay = new(replayVersions);
    private readonly Queue<CommittedChange> mailbox = new();
    private readonly List<Seat> seats = new(1);
    private bool delivering;
    private bool overflowed;

    public VisitId Id { get; } = id;

    public ConnectionNotes Connections { get; } = new();
    public QualityNotes Qualities { get; } = new();

    /// <summary>The newest state that this process has heard of; null before the first.</summary>
    public LoadedVisit? Latest { get; private set; }

    public Instant LastUsed { get; private set; }

    public IReadOnlyList<Audience> AudiencesHere
    {
        get
        {
            lock (gate) return seats.Where(static s => s.Here > 0).Select(static s => s.Audience).ToArray();
        }
    }

    public bool IsWatched
    {
        get
        {
            lock (gate) return seats.Exists(static s => s.Here > 0);
        }
    }

    public void Enter(Audience audience, LoadedVisit found, Instant now)
    {
        lock (gate)
        {
            SeatOf(audience).Here++;
            See(found, now);
        }
    }

    public void Leave(Audience audience, Instant now)
    {
        lock (gate)
        {
            LastUsed = now;
            if (SeatOf(audience) is { Here: > 0 } seat) seat.Here--;
        }
    }

    /// <returns>True when nobody is delivering yet, so that the caller has to.</returns>
    public bool Post(CommittedChange change, Instant now)
    {
        lock (gate)
        {
            See(change.After, now);
            if (mailbox.Count >= MailboxSize)
            {
                mailbox.Clear();
                overflowed = true;
            }
            else if (!overflowed)
            {
                mailbox.Enqueue(change);
            }

            if (delivering) return false;
            return delivering = true;
        }
    }

    /// <summary>Takes note of a state that was read.</summary>
    /// <returns>False when it is not newer.</returns>
    public bool Hear(LoadedVisit found)
    {
        lock (gate)
        {
            if (Latest?.Visit.Version >= found.Visit.Version) return false;
            Latest = found;
            return true;
        }
    }

    /// <summary>The next change to announce, or the word that too many came at once; null ends the delivery.</summary>
    public (CommittedChange? Change, bool Overflowed)? Take()
    {
        lock (gate)
        {
            if (overflowed)
            {
                overflowed = false;
                return (null, true);
            }

            if (mailbox.TryDequeue(out var change)) return (change, false);
            delivering = false;
            return null;
        }
    }

    public void Remember(Announced announced)
    {
        lock (gate) replay.Add(announced);
    }

    public ImmutableArray<Announced>? Missed(long have, long upTo)
    {
        lock (gate) return replay.Between(have, upTo);
    }

    public Outlet OutletTo(Audience audience)
    {
        lock (gate) return SeatOf(audience).Outlet ??= new Outlet();
    }

    /// <summary>The name of the audience's group, put together once.</summary>
    public string GroupOf(Audience audience)
    {
        lock (gate) return SeatOf(audience).Group ??= AudienceGroups.Of(Id, audience);
    }

    private Seat SeatOf(Audience audience)
    {
        if (seats.Find(s => s.Audience == audience) is { } known) return known;
        var seat = new Seat(audience);
        seats.Add(seat);
        return seat;
    }

    private void See(LoadedVisit found, Instant now)
    {
        LastUsed = now;
        if (Latest is null || found.Visit.Version >= Latest.Visit.Version) Latest = found;
    }

    /// <summary>One audience: how many of it are connected here, and the way out to it.</summary>
    private sealed class Seat(Audience audience)
    {
        public Audience Audience { get; } = audience;
        public int Here { get; set; }
        public Outlet? Outlet { get; set; }
        public string? Group { get; set; }
    }
}
