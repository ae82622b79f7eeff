using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Desk.Exports;

/// <summary>Finds the leaves that match, newest first as searches do, a page after the other; at last in the order of the log.</summary>
internal sealed class ExportFinding(IDbContextFactory<TelehealthDb> databases, LogStretches stretches, LogBook book, ExportBook exports, ExportLimits limits)
{
    private const int PageSize = 1000;
    private const int LeafBytes = sizeof(long);

    public async Task<ExportJob> FindAsync(ExportJob job, CancellationToken cancellation)
    {
        var row = job.Row;
        var query = LogQueryParser.Parse(row.Query, new LogQueryClock(row.CreatedAt, DateTimeZone.Utc)).Query ?? throw new InvalidOperationException("An export's filter cannot be read.");
        var from = row.FromAt ?? LogWindow.Beginning;
        var to = row.ToAt ?? Instant.Max(Micros.At(row.PlaceAt), row.CreatedAt) + Duration.FromDays(1);
        var stretch = await stretches.NextAsync(query, from, to, new SearchPlace(row.PlaceAt, row.PlaceRecord), PageSize, cancellation);
        var leaves = await LeavesAsync(row, stretch.Places, cancellation);
        if (row.Done + leaves.Count > limits.MostRecords) throw new ExportFailedException(ExportFault.ExportTooLarge);
        await GrowingFile.AppendAsync(job.Found, row.Done * LeafBytes, Bytes(leaves), cancellation);
        if (!stretch.Last)
        {
            return await exports.SaveAsync(job, r => (r.Done, r.PlaceAt, r.PlaceRecord) = (r.Done + leaves.Count, stretch.Next.At, stretch.Next.RecordId), cancellation);
        }

        var sorted = await SortAsync(job, row.Done + leaves.Count, cancellation);
        return await exports.SaveAsync(job, r =>
        {
            (r.Step, r.Done, r.Total) = (ExportStep.Writing, 0, sorted.Length);
            if (sorted.Length > 0) (r.FirstLeaf, r.LastLeaf) = (sorted[0], sorted[^1]);
        }, cancellation);
    }

    /// <summary>Some of the sorted leaves.</summary>
    public static async Task<long[]> ReadAsync(ExportJob job, long first, int most, CancellationToken cancellation)
    {
        await using var file = new FileStream(job.Leaves, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous);
        file.Position = first * LeafBytes;
        var bytes = new byte[Math.Min(most, (file.Length / LeafBytes) - first) * LeafBytes];
        await file.ReadExactlyAsync(bytes, cancellation);
        return Numbers(bytes);
    }

    // What has no leaf yet, or stands behind the signed head, comes with a later export.
    private async Task<List<long>> LeavesAsync(LogExportRow row, IReadOnlyList<SearchPlace> places, CancellationToken cancellation)
    {
        var origin = await book.OriginAsync(row.OriginNumber, cancellation) ?? throw new InvalidOperationException("An export's log is not there.");
        var ids = places.Select(p => p.RecordId).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var leaves = await db.RecordLeaves.AsNoTracking().Where(l => ids.Contains(l.RecordId)).Select(l => l.LeafIndex).ToListAsync(cancellation);
        return [.. leaves.Select(l => l - origin.FirstLeaf).Where(l => l >= row.PrunedBefore && l < row.TreeSize)];
    }

    // Eight bytes each: some megabytes for the most records that an export may have.
    private static async Task<long[]> SortAsync(ExportJob job, long count, CancellationToken cancellation)
    {
        var found = (await File.ReadAllBytesAsync(job.Found, cancellation)).AsMemory(0, (int)(count * LeafBytes));
        var sorted = Numbers(found.Span).Distinct().Order().ToArray();
        await GrowingFile.AppendAsync(job.Leaves, 0, Bytes(sorted), cancellation);
        return sorted;
    }

    private static byte[] Bytes(IReadOnlyList<long> numbers)
    {
        var bytes = new byte[numbers.Count * LeafBytes];
        for (var i = 0; i < numbers.Count; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * LeafBytes), numbers[i]);
        return bytes;
    }

    private static long[] Numbers(ReadOnlySpan<byte> bytes)
    {
        var numbers = new long[bytes.Length / LeafBytes];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * LeafBytes)..]);
        return numbers;
    }
}
