using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Retention;

/// <summary>The whole of a range as an export that proves itself: written before the range is pruned, and read back from the disk before that is believed.</summary>
internal sealed class LogArchive(IDbContextFactory<TelehealthDb> databases, LogBook book, StoredTiles tiles, TimeProvider time)
{
    private const int AtOnce = 1_000;

    /// <param name="range">Leaf indexes over all origins.</param>
    public async Task WriteAsync(string file, LeafRange range, Action<long> told, CancellationToken cancellation)
    {
        var head = await book.CheckpointAsync(range.Origin.Origin, cancellation) ?? throw new InvalidOperationException("Nothing was signed yet.");
        var keys = await book.KeysAsync(range.Origin.Origin, cancellation);
        var part = $"{file}.part";
        await using (var stream = PrivateFile.Open(part, FileMode.Create, FileAccess.ReadWrite)) await WriteAsync(stream, range, head, keys, told, cancellation);
        File.Move(part, file, overwrite: false);
    }

    private async Task WriteAsync(FileStream stream, LeafRange range, CheckpointRow head, IReadOnlyList<LogKeyRow> keys, Action<long> told, CancellationToken cancellation)
    {
        await using var writer = await BundleWriter.ToZipAsync(stream, time.GetUtcNow(), cancellation);
        await writer.AddAsync(BundleNames.Checkpoint, BundleFileKind.Checkpoint, Encoding.UTF8.GetBytes(head.Note), cancellation);
        await writer.AddLinesAsync(BundleNames.Records, BundleFileKind.Records, RecordsAsync(range, told, cancellation), cancellation);
        var proof = await new TileTree(tiles.Of(range.Origin), head.Size).ProveRangeAsync(range.First, range.Count, cancellation);
        await writer.AddAsync(BundleNames.Range, BundleFileKind.Range, RangeFile.Write(proof), cancellation);
        await writer.FinishAsync(
            new BundleHead
            {
                Origin = range.Origin.Origin, Keys = [.. keys.Select(k => k.Vkey)], Query = "", CreatedAt = time.GetUtcNow(), ExportId = Guid.CreateVersion7(time.GetUtcNow()).ToString("D"), Count = range.Count,
                FirstLeaf = range.First, LastLeaf = range.First + range.Count - 1, Whole = true, TreeSize = head.Size, PrunedBefore = await book.PrunedBeforeAsync(range.Origin, cancellation),
            },
            cancellation);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Whether the file holds every record of the range, as the signed log has them.</summary>
    /// <returns>The hash of its manifest; or what is wrong with it, in plain words.</returns>
    public async Task<(string? Manifest, string? Problem)> CheckAsync(string file, LeafRange range, CancellationToken cancellation)
    {
        try
        {
            using var bundle = BundleReader.Open(file);
            return await ProblemOfAsync(bundle, range, cancellation) is { } problem ? (null, problem) : (bundle.ManifestHash, null);
        }
        catch (BundleUnusableException unusable)
        {
            return (null, unusable.Message);
        }
    }

    private async Task<string?> ProblemOfAsync(BundleReader bundle, LeafRange range, CancellationToken cancellation)
    {
        var head = bundle.Head;
        foreach (var part in bundle.Manifest.Files)
        {
            if (await bundle.ProblemOfAsync(part, cancellation) is { } wrong) return $"{part.Name}: {wrong}";
        }

        if (head.Origin != range.Origin.Origin || !head.Whole) return "it is not a whole range of this log";
        if (head.FirstLeaf > range.First || head.LastLeaf < range.First + range.Count - 1) return $"it holds records {head.FirstLeaf} to {head.LastLeaf}, and {range.First} to {range.First + range.Count - 1} are to be pruned";
        if (bundle.Read(BundleFileKind.Checkpoint) is not { } note || bundle.Read(BundleFileKind.Range) is not { } proof || RangeFile.TryRead(proof) is not { } shown) return "it has no checkpoint or no proof";
        var trusted = (await book.KeysAsync(range.Origin.Origin, cancellation)).Select(k => NoteVerifierKey.TryParse(k.Vkey)).OfType<NoteVerifierKey>().ToList();
        var opened = Checkpoint.Open(Encoding.UTF8.GetString(note.Span), trusted, range.Origin.Origin);
        if (opened.Checkpoint is not { } signed) return $"its checkpoint does not hold: {opened.Problem}";
        if (signed.Size != head.TreeSize || shown.First != head.FirstLeaf || shown.Count != head.Count) return "its parts are not of one range";
        if (await book.CheckpointAsync(range.Origin.Origin, cancellation) is not { } newest || newest.Size < signed.Size) return "its checkpoint is of a larger log than this database has";
        var ours = await new TileTree(tiles.Of(range.Origin), newest.Size).RootAsync(signed.Size, cancellation);
        if (!signed.Root.Span.SequenceEqual(ours)) return "its checkpoint is of another history than this database has";
        return await RootAsync(bundle, shown, signed.Size, cancellation) is { } root && ours.AsSpan().SequenceEqual(root) ? null : "its records are not those that the checkpoint was signed over";
    }

    private static async Task<byte[]?> RootAsync(BundleReader bundle, RangeProof proof, long treeSize, CancellationToken cancellation)
    {
        if (proof.Begin() is not { } leaves) return null;
        await foreach (var record in bundle.LinesAsync(BundleFileKind.Records, cancellation)) leaves.Append(MerkleHash.Leaf(record.Span));
        return proof.RootOf(leaves, treeSize);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> RecordsAsync(LeafRange range, Action<long> told, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var from = range.From; from < range.To; from += AtOnce)
        {
            var to = Math.Min(range.To, from + AtOnce);
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var bytes = await db.RecordLeaves.AsNoTracking().Where(l => l.LeafIndex >= from && l.LeafIndex < to)
                .Join(db.Records.AsNoTracking(), l => l.RecordId, r => r.Id, (l, r) => new { l.LeafIndex, r.Bytes }).OrderBy(l => l.LeafIndex).Select(l => l.Bytes).ToListAsync(cancellation);
            if (bytes.Count != to - from) throw new InvalidOperationException($"Records of leaves {from} to {to - 1} are missing.");
            foreach (var record in bytes) yield return record;
            told(to - range.From);
        }
    }
}

/// <summary>Neighbouring leaves of one tree.</summary>
/// <param name="From">Leaf index over all origins.</param>
/// <param name="To">The one after the last.</param>
internal sealed record LeafRange(LogOriginRow Origin, long From, long To)
{
    public long Count => To - From;

    /// <summary>Index in its own tree.</summary>
    public long First => From - Origin.FirstLeaf;
}
