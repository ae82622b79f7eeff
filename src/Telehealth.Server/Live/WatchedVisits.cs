using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Live;

/// <summary>The visits that this process has in view.</summary>
internal sealed class WatchedVisits(IOptions<LiveOptions> options, TimeProvider time)
{
    private static readonly Duration KeptUnwatched = Duration.FromMinutes(5);
    private readonly ConcurrentDictionary<VisitId, WatchedVisit> visits = new();

    public int Count => visits.Count;
    public IEnumerable<WatchedVisit> Watched => visits.Values.Where(v => v.IsWatched);

    public WatchedVisit Get(VisitId id) => visits.GetOrAdd(id, static (key, keep) => new WatchedVisit(key, keep), options.Value.ReplayVersions);

    public WatchedVisit? Find(VisitId id) => visits.GetValueOrDefault(id);

    /// <summary>Forgets what nobody has looked at for a while.</summary>
    public void Prune()
    {
        var before = time.Now() - KeptUnwatched;
        foreach (var (id, visit) in visits)
        {
            if (!visit.IsWatched && visit.LastUsed < before) visits.TryRemove(id, out _);
        }
    }
}
