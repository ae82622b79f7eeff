using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Telehealth.Domain;

namespace Telehealth.Server.Desk;

/// <summary>
/// One command at a time per visit in this process, and the visit as this process last committed it. Both only save work: what keeps
/// commands apart is the conditional commit, so forgetting a lease is never wrong.
/// </summary>
internal sealed class VisitLeases(IOptions<DeskOptions> options)
{
    private readonly ConcurrentDictionary<VisitId, Seat> _seats = new();
    private long _turns;

    public async ValueTask<Lease> TakeAsync(VisitId visit, CancellationToken cancellation)
    {
        var seat = _seats.GetOrAdd(visit, static _ => new Seat());
        if (!await seat.One.WaitAsync(TimeSpan.FromSeconds(options.Value.LeaseSeconds), cancellation))
        {
            throw new StorageUnavailableException("Another change to this visit is still being written.");
        }

        seat.LastTurn = Interlocked.Increment(ref _turns);
        if (_seats.Count > options.Value.CachedVisits)
        {
            ForgetOldest();
        }

        return new Lease(this, visit, seat);
    }

    private void ForgetOldest()
    {
        var before = Interlocked.Read(ref _turns) - (options.Value.CachedVisits * 3L / 4);
        foreach (var (visit, seat) in _seats)
        {
            if (seat.LastTurn < before)
            {
                _seats.TryRemove(KeyValuePair.Create(visit, seat));
            }
        }
    }

    internal sealed class Seat
    {
        public SemaphoreSlim One { get; } = new(1, 1);
        public LoadedVisit? Last { get; set; }
        public long LastTurn { get; set; }
    }

    internal readonly struct Lease(VisitLeases leases, VisitId visit, Seat seat) : IDisposable
    {
        /// <summary>The optimistic base of the next decision; null when it has to be loaded.</summary>
        public LoadedVisit? Last
        {
            get => seat.Last;
            set => seat.Last = value;
        }

        public void Dispose()
        {
            if (seat.Last is not { Visit.Closing: null })
            {
                leases._seats.TryRemove(KeyValuePair.Create(visit, seat));
            }

            seat.One.Release();
        }
    }
}
