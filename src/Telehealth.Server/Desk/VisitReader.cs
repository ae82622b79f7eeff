using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>Asks the database whether what this process last heard of a visit still stands, and reads the whole visit only where not.</summary>
internal sealed class VisitReader(VisitLoads loads, IRecentVisits recent) : IVisitReader
{
    private readonly GatheredReads<VisitId, VisitStamp> stamps = new(visits => loads.StampsAsync(visits, CancellationToken.None));

    public async ValueTask<LoadedVisit?> FindAsync(VisitId visit, CancellationToken cancellation)
    {
        if (recent.Find(visit) is null) return await loads.FindAsync(visit, cancellation);
        var stamp = await stamps.FindAsync(visit, cancellation);
        return recent.Find(visit) is { } heard && stamp?.IsOf(heard) is true ? heard : await loads.FindAsync(visit, cancellation);
    }

    public async Task<IReadOnlyList<VisitId>> NewerAsync(IReadOnlyCollection<(VisitId Visit, long Version)> known, CancellationToken cancellation) =>
        await loads.NewerAsync(known, cancellation);

    public async Task<IReadOnlyList<LoadedVisit>> OpenOrStartingAsync(Interval starting, CancellationToken cancellation) =>
        await loads.OpenOrStartingAsync(starting, cancellation);
}
