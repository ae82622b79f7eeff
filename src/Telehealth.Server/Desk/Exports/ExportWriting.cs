using System.Data.Common;
using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Desk.Exports;

/// <summary>Writes records and their proofs in the order of the log, a batch at a time; a batch counts once it is on disk and noted.</summary>
internal sealed class ExportWriting(DatabaseLinks links, LogBook book, StoredTiles tiles, ExportBook exports)
{
    public const int AtOnce = 1000;

    public async Task<ExportJob> WriteAsync(ExportJob job, CancellationToken cancellation)
    {
        var row = job.Row;
        if (row.Done == row.Total) return await exports.SaveAsync(job, r => (r.Step, r.Done) = (ExportStep.Packing, 0), cancellation);
        var origin = await book.OriginAsync(row.OriginNumber, cancellation) ?? throw new InvalidOperationException("An export's log is not there.");
        var count = (int)Math.Min(AtOnce, row.Total - row.Done);
        long[] leaves = row.Whole ? [.. Enumerable.Range(0, count).Select(i => row.FirstLeaf + row.Done + i)] : await ExportFinding.ReadAsync(job, row.Done, count, cancellation);
        var records = await ReadAsync(origin.FirstLeaf, leaves, cancellation);
        var recordsBytes = await GrowingFile.AppendAsync(job.Records, row.RecordsBytes, Lines(records), cancellation);
        var proofsBytes = row.Whole ? 0 : await GrowingFile.AppendAsync(job.Proofs, row.ProofsBytes, Lines(await ProveAsync(origin, row.TreeSize, leaves, cancellation)), cancellation);
        return await exports.SaveAsync(job, r => (r.Done, r.RecordsBytes, r.ProofsBytes) = (r.Done + count, recordsBytes, proofsBytes), cancellation);
    }

    private async Task<byte[][]> ReadAsync(long firstLeaf, long[] leaves, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.Command(
            $"SELECT l.leaf_index, l.leaf_hash, r.bytes FROM record_leaves l LEFT JOIN records r ON r.id = l.record_id WHERE l.leaf_index {links.Among("leaves")} ORDER BY l.leaf_index");
        command.Add("leaves", links.ManyOf(leaves.Select(l => l + firstLeaf)));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var records = new List<byte[]>(leaves.Length);
        while (await reader.ReadAsync(cancellation)) records.Add(Sealed(reader));
        return records.Count == leaves.Length ? [.. records] : throw new ExportFailedException(ExportFault.RecordMissing);
    }

    /// <summary>The record, if it is still the one that was sealed.</summary>
    private static byte[] Sealed(DbDataReader reader)
    {
        if (reader.IsDBNull(2)) throw new ExportFailedException(ExportFault.RecordMissing);
        var bytes = reader.GetFieldValue<byte[]>(2);
        return MerkleHash.Leaf(bytes).AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(1)) ? bytes : throw new ExportFailedException(ExportFault.RecordChanged);
    }

    // A tree of its own for each batch: it keeps the tiles that it read.
    private async Task<IReadOnlyList<byte[]>> ProveAsync(LogOriginRow origin, long size, long[] leaves, CancellationToken cancellation)
    {
        var tree = new TileTree(tiles.Of(origin), size);
        var lines = new List<byte[]>(leaves.Length);
        foreach (var leaf in leaves) lines.Add(new InclusionLine(leaf, await tree.ProveInclusionAsync(leaf, cancellation)).ToBytes());
        return lines;
    }

    private static byte[] Lines(IReadOnlyList<byte[]> lines)
    {
        var bytes = new byte[lines.Sum(l => l.Length + 1)];
        var at = 0;
        foreach (var line in lines)
        {
            line.CopyTo(bytes, at);
            at += line.Length;
            bytes[at++] = (byte)'\n';
        }

        return bytes;
    }
}
