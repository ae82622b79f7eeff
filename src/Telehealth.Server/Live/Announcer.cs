using System.Collections.Immutable;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Live.Board;

namespace Telehealth.Server.Live;

/// <summary>
/// From commits to audiences. The desk only drops a change into the visit's mailbox; a delivery of its own takes it from there, one visit at
/// a time in order, and waits for no socket.
/// </summary>
internal sealed partial class Announcer(
    WatchedVisits visits, BoardIndex board, PresenceBook presence, Delivery delivery, IEnumerable<ICommitFollower> followers, TimeProvider time, ILogger<Announcer> log) : IVisitAnnouncer
{
    private readonly ImmutableArray<ICommitFollower> followers = [.. followers];

    public void Enqueue(CommittedChange change)
    {
        foreach (var follower in followers) follower.Follow(change);
        presence.Know(change.After.Visit);
        board.Put(change.After);
        var visit = visits.Get(change.After.Visit.Id);
        if (visit.Post(change, time.Now())) ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Announcer.DeliverAsync(work.Visit), (Announcer: this, Visit: visit), preferLocal: false);
    }

    private async Task DeliverAsync(WatchedVisit visit)
    {
        while (visit.Take() is var (change, overflowed))
        {
            try
            {
                if (overflowed) delivery.Resync(visit);
                else await delivery.AnnounceAsync(visit, change!);
            }
            catch (Exception lost)
            {
                // The commit stands whatever happens here; whoever missed it compares versions and reads anew.
                LogLost(log, visit.Id.Value, lost);
                delivery.Resync(visit);
            }
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "A change of visit {VisitId} was not announced; its audiences were told to read anew")]
    private static partial void LogLost(ILogger log, Guid visitId, Exception lost);
}
