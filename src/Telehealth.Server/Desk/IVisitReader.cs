using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Desk;

/// <summary>Reads visits as they were last committed, for snapshots, boards and watches. Never the basis of a write.</summary>
internal interface IVisitReader
{
    /// <summary>The newest committed state in the database (another node may have written it); null when there is no such visit.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    ValueTask<LoadedVisit?> FindAsync(VisitId visit, CancellationToken cancellation);

    /// <summary>Of these visits at these versions, the ones that another process has changed since.</summary>
    Task<IReadOnlyList<VisitId>> NewerAsync(IReadOnlyCollection<(VisitId Visit, long Version)> known, CancellationToken cancellation);

    /// <summary>Every visit that is open (not Closed), or that starts in the interval.</summary>
    Task<IReadOnlyList<LoadedVisit>> OpenOrStartingAsync(Interval starting, CancellationToken cancellation);
}
