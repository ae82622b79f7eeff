using NodaTime;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Details;

namespace Telehealth.Server.Storage;

/// <summary>Where visits are loaded and committed: nothing else writes one.</summary>
internal sealed class VisitStore(VisitLoads loads, GroupWriter writer)
{
    public Task<CommitResult> CommitAsync(VisitWrite write) => writer.WriteAsync(write);

    /// <summary>The broken connection's question: is it on disk?</summary>
    public Task<bool> HasRecordAsync(EncodedRecord record, CancellationToken cancellation) => loads.HasRecordAsync(record, cancellation);

    /// <summary>Moves when the rules of time look again; no change of the visit, and nothing if it has changed since.</summary>
    public Task LookAgainAsync(LoadedVisit visit, Instant? at) => writer.WriteAsync(new LookAgainWrite(visit.Visit.Id, visit.Head.Seq, at));

    public Task AppendAsync(IReadOnlyList<EncodedRecord> records, IReadOnlyList<RecordSecret> secrets) => writer.WriteAsync(new RecordWrite(records, secrets));
}
