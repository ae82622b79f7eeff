using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

internal sealed class VisitReader(VisitLoads loads) : IVisitReader
{
    public async ValueTask<LoadedVisit?> FindAsync(VisitId visit, CancellationToken cancellation) => await loads.FindAsync(visit, cancellation);

    public async Task<IReadOnlyDictionary<VisitId, long>> VersionsAsync(IReadOnlyCollection<VisitId> visits, CancellationToken cancellation)
    {
        var versions = new Dictionary<VisitId, long>(visits.Count);
        foreach (var some in visits.Chunk(500))
        {
            foreach (var (visit, version) in await loads.VersionsAsync(some, cancellation))
            {
                versions[visit] = version;
            }
        }

        return versions;
    }

    public async Task<IReadOnlyList<LoadedVisit>> OpenOrStartingAsync(Interval starting, CancellationToken cancellation) =>
        await loads.OpenOrStartingAsync(starting, cancellation);
}
