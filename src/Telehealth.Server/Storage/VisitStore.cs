using Telehealth.Domain;
using Telehealth.Domain.Records;

namespace Telehealth.Server.Storage;

/// <summary>Where visits are loaded and committed: nothing else writes one.</summary>
internal sealed class VisitStore(VisitLoads loads, GroupWriter writer)
{
    public static string StreamOf(VisitId visit) => $"visit:{visit}";

    public Task<LoadedVisit?> FindAsync(VisitId visit, CancellationToken cancellation) => loads.FindAsync(visit, cancellation);

    public Task<CommitResult> CommitAsync(VisitWrite write) => writer.WriteAsync(write);

    public Task AppendAsync(IReadOnlyList<EncodedRecord> records) => writer.WriteAsync(new RecordWrite([.. records.Select(RecordEntry.Of)]));
}
