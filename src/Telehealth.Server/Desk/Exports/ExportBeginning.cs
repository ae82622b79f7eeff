using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Desk.Exports;

/// <summary>Fixes the signed head that everything in the export stands under: the first that covers the record of its own request. Waits for the index to be there too, so that a search and an export find the same.</summary>
internal sealed class ExportBeginning(IDbContextFactory<TelehealthDb> databases, DatabaseLinks links, LogBook book, SealSignal signal, ExportBook exports, ExportLimits limits, TimeProvider time)
{
    private const int LongScanSeconds = 600;
    private static readonly Duration Patience = Duration.FromMinutes(10);

    /// <returns>Null when it has to wait.</returns>
    public async Task<ExportJob?> BeginAsync(ExportJob job, CancellationToken cancellation)
    {
        if (await book.OriginAsync(job.Row.OriginNumber, cancellation) is not { } origin || await HeadAsync(job.Row, origin, cancellation) is not { } head)
        {
            signal.Wake();
            if (Instant.FromDateTimeOffset(time.GetUtcNow()) - job.Row.CreatedAt > Patience) throw new ExportFailedException(ExportFault.LogNotSigned);
            return null;
        }

        if (job.NeedsIndex && await NumberAsync("SELECT next_leaf FROM search_progress WHERE id = 1", _ => { }, cancellation) < origin.FirstLeaf + head.Size) return null;
        var pruned = await book.PrunedBeforeAsync(origin, cancellation);
        var range = job.Row.Whole ? await RangeAsync(job.Row, origin, pruned, head.Size, cancellation) : null;
        if (range is { } known && known.Last - known.First + 1 > limits.MostRecords) throw new ExportFailedException(ExportFault.ExportTooLarge);
        var end = job.Row.ToAt ?? Instant.FromDateTimeOffset(time.GetUtcNow()) + Duration.FromHours(1);
        return await exports.SaveAsync(job, row =>
        {
            (row.TreeSize, row.PrunedBefore, row.Done) = (head.Size, pruned, 0);
            if (range is { } all) (row.Step, row.FirstLeaf, row.LastLeaf, row.Total) = (ExportStep.Writing, all.First, all.Last, all.Last - all.First + 1);
            else (row.Step, row.PlaceAt, row.PlaceRecord) = (ExportStep.Finding, Micros.Of(end), 0);
        }, cancellation);
    }

    /// <summary>The newest head, once it covers the request; of a tree that no longer grows its last.</summary>
    private async Task<CheckpointRow?> HeadAsync(LogExportRow row, LogOriginRow origin, CancellationToken cancellation)
    {
        if (await book.CheckpointAsync(origin.Origin, cancellation) is not { } head) return null;
        if (await book.OriginAsync(cancellation) is { } growing && growing.Number != origin.Number) return head;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var leaf = await db.Records.AsNoTracking().InStreams().Where(r => r.Stream == $"clinic:{ExportBook.Area}" && r.Seq == row.RequestSeq)
            .Join(db.RecordLeaves, r => r.Id, l => l.RecordId, (r, l) => (long?)l.LeafIndex).FirstOrDefaultAsync(cancellation);
        return leaf is { } at && at - origin.FirstLeaf < head.Size ? head : null;
    }

    /// <summary>From the first to the last leaf of the time that retention has left, in the tree; (0, -1) when there is none.</summary>
    private async Task<(long First, long Last)?> RangeAsync(LogExportRow row, LogOriginRow origin, long pruned, long size, CancellationToken cancellation)
    {
        if (row.FromAt is null && row.ToAt is null) return pruned < size ? (pruned, size - 1) : (0, -1);
        const string Of = "FROM record_search s JOIN record_leaves l ON l.record_id = s.record_id WHERE s.at >= @from AND s.at < @to AND l.leaf_index >= @first AND l.leaf_index < @end";
        void Bind(System.Data.Common.DbCommand command) => command.Add("from", row.FromAt is { } from ? Micros.Of(from) : 0L).Add("to", row.ToAt is { } to ? Micros.Of(to) : long.MaxValue)
            .Add("first", origin.FirstLeaf + pruned).Add("end", origin.FirstLeaf + size);
        if (await NumberAsync($"SELECT MIN(l.leaf_index) {Of}", Bind, cancellation) is not { } first) return (0, -1);
        return (first - origin.FirstLeaf, (await NumberAsync($"SELECT MAX(l.leaf_index) {Of}", Bind, cancellation) ?? first) - origin.FirstLeaf);
    }

    private async Task<long?> NumberAsync(string sql, Action<System.Data.Common.DbCommand> bind, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.Command(sql);
        command.CommandTimeout = LongScanSeconds;
        bind(command);
        return await command.ExecuteScalarAsync(cancellation) is long number ? number : null;
    }
}
