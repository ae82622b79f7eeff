using Microsoft.EntityFrameworkCore;
using Telehealth.Ledger;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>
/// Holds every table of the log against the records' own bytes: their columns, their leaves, the tiles, the signed heads, and where each
/// visit says that its records end. It only reads; a running server may go on. An outsider needs none of it: exports are made of the bytes.
/// </summary>
internal sealed class LogCheck(IDbContextFactory<TelehealthDb> databases, LogBook book, StoredTiles tiles)
{
    private const int Page = 1_000;
    private const int Most = 100;

    /// <returns>How many records were looked at, and what is wrong, in plain words; at most a hundred things.</returns>
    public async Task<(long Records, IReadOnlyList<string> Wrong)> RunAsync(CancellationToken cancellation)
    {
        var wrong = new List<string>();
        var records = await RecordsAsync(wrong, cancellation);
        var pruned = (await book.PruningAsync(cancellation))?.PrunedBefore ?? 0;
        await LeavesAsync(wrong, pruned, cancellation);
        await VisitsAsync(wrong, pruned, cancellation);
        await TreesAsync(wrong, cancellation);
        return (records, [.. wrong.Take(Most)]);
    }

    private async Task<long> RecordsAsync(List<string> wrong, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (count, last) = (0L, long.MinValue);
        while (wrong.Count < Most)
        {
            var after = last;
            var rows = await db.Records.AsNoTracking().Where(r => r.Id > after).OrderBy(r => r.Id).Take(Page).ToListAsync(cancellation);
            if (rows.Count == 0) break;
            var (first, end) = (rows[0].Id, rows[^1].Id);
            // The queue first: what the sealer takes from it in between then has its leaf.
            var queued = await db.QueuedRecords.AsNoTracking().Where(q => q.RecordId >= first && q.RecordId <= end).Select(q => q.RecordId).ToHashSetAsync(cancellation);
            var leaves = await db.RecordLeaves.AsNoTracking().Where(l => l.RecordId >= first && l.RecordId <= end).ToDictionaryAsync(l => l.RecordId, cancellation);
            foreach (var row in rows)
            {
                if (ProblemOf(row, leaves.GetValueOrDefault(row.Id), queued) is { } problem) wrong.Add($"record {row.Id} ({row.Stream} {row.Seq}, {row.Code}): {problem}");
            }

            (count, last) = (count + rows.Count, end);
        }

        return count;
    }

    private static string? ProblemOf(RecordRow row, RecordLeafRow? leaf, HashSet<long> queued) => RecordColumns.ProblemOf(row)
        ?? (leaf is null ? queued.Contains(row.Id) ? null : "it has no leaf and waits for none"
            : MerkleHash.Leaf(row.Bytes).AsSpan().SequenceEqual(leaf.LeafHash) ? null : $"leaf {leaf.LeafIndex} is not of its bytes");

    /// <summary>A leaf without its record is one that retention removed, or one that somebody did.</summary>
    private async Task LeavesAsync(List<string> wrong, long pruned, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var bare = await db.RecordLeaves.AsNoTracking().Where(l => l.LeafIndex >= pruned && !db.Records.Any(r => r.Id == l.RecordId)).OrderBy(l => l.LeafIndex).Take(Most).Select(l => l.LeafIndex).ToListAsync(cancellation);
        wrong.AddRange(bare.Select(leaf => $"leaf {leaf}: its record is gone, and retention did not remove it"));
    }

    /// <param name="pruned">Leaves before this one lost their records to retention.</param>
    private async Task VisitsAsync(List<string> wrong, long pruned, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var ids = db.Visits.AsNoTracking().Select(v => v.Id).AsAsyncEnumerable();
        await foreach (var page in ids.Chunk(Page).WithCancellation(cancellation))
        {
            await using var look = await databases.CreateDbContextAsync(cancellation);
            // One state of both: a running server may write between two reads.
            await using var state = await look.Database.BeginReadAsync(cancellation);
            var visits = await look.Visits.AsNoTracking().Where(v => page.Contains(v.Id)).Select(v => new { v.Id, v.RecordSeq, v.RecordHead }).ToListAsync(cancellation);
            var streams = visits.Select(v => $"visit:{v.Id}").ToList();
            var ends = await look.Records.AsNoTracking().InStreams().Where(r => streams.Contains(r.Stream)).GroupBy(r => r.Stream)
                .Select(g => new { Stream = g.Key, First = g.Min(r => r.Seq), Last = g.Max(r => r.Seq), Count = g.LongCount() }).ToDictionaryAsync(e => e.Stream, cancellation);
            var hashes = visits.Select(v => v.RecordHead).ToList();
            var named = await look.Records.AsNoTracking().InStreams().Where(r => streams.Contains(r.Stream) && hashes.Contains(r.Hash)).Select(r => new { r.Stream, r.Seq, r.Hash }).ToListAsync(cancellation);
            foreach (var visit in visits)
            {
                var stream = $"visit:{visit.Id}";
                var whole = !ends.TryGetValue(stream, out var end) ? pruned > 0
                    : end.Last == visit.RecordSeq && end.Last - end.First + 1 == end.Count && (end.First == 1 || pruned > 0)
                        && named.Any(r => r.Stream == stream && r.Seq == visit.RecordSeq && r.Hash == visit.RecordHead);
                if (!whole && wrong.Count < Most) wrong.Add($"{stream}: its records are not the {visit.RecordSeq} that it counts, or do not end with the one that it names");
            }
        }
    }

    private async Task TreesAsync(List<string> wrong, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var origin in await db.LogOrigins.AsNoTracking().OrderBy(o => o.Number).ToListAsync(cancellation))
        {
            var keys = (await book.KeysAsync(origin.Origin, cancellation)).Select(k => NoteVerifierKey.TryParse(k.Vkey)).OfType<NoteVerifierKey>().ToList();
            await foreach (var row in db.Checkpoints.AsNoTracking().Where(c => c.Origin == origin.Origin).OrderBy(c => c.Size).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (HeadProblem(row, keys) is { } problem) wrong.Add($"signed head of {row.Size} records of {origin.Origin}: {problem}");
            }

            if (await book.CheckpointAsync(origin.Origin, cancellation) is not { } head) continue;
            if (await TreeProblemAsync(origin, head, cancellation) is { } broken) wrong.Add($"{origin.Origin}: {broken}");
        }
    }

    private async Task<string?> TreeProblemAsync(LogOriginRow origin, CheckpointRow head, CancellationToken cancellation)
    {
        try
        {
            var tree = new TileTree(tiles.Of(origin), head.Size);
            if (await LeavesProblemAsync(origin, head.Size, cancellation) is { } leaves) return leaves;
            if (await tree.FirstWrongTileAsync(cancellation) is { } tile) return $"{tile} is not what the tile above it says";
            return (await tree.RootAsync(cancellation)).AsSpan().SequenceEqual(head.Root) ? null : "leaves and tiles do not give the root that was signed last";
        }
        catch (TileMissingException missing)
        {
            return missing.Message;
        }
    }

    /// <summary>The leaves of the table are those of the full tiles, one after the other.</summary>
    private async Task<string?> LeavesProblemAsync(LogOriginRow origin, long size, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        for (var tile = 0L; tile < size / TilePath.FullWidth; tile++)
        {
            var first = origin.FirstLeaf + (tile * TilePath.FullWidth);
            var hashes = await db.RecordLeaves.AsNoTracking().Where(l => l.LeafIndex >= first && l.LeafIndex < first + TilePath.FullWidth).OrderBy(l => l.LeafIndex).Select(l => l.LeafHash).ToListAsync(cancellation);
            var full = await tiles.Of(origin).ReadAsync(new(0, tile, TilePath.FullWidth), cancellation);
            if (hashes.Count != TilePath.FullWidth || !full.Span.SequenceEqual(hashes.SelectMany(h => h).ToArray())) return $"the leaves from {first} on are not those of their tile";
        }

        return null;
    }

    private static string? HeadProblem(CheckpointRow row, List<NoteVerifierKey> keys)
    {
        var opened = Checkpoint.Open(row.Note, keys, row.Origin);
        return opened.Problem ?? (opened.Checkpoint!.Size == row.Size && opened.Checkpoint.Root.Span.SequenceEqual(row.Root) ? null : "the table says otherwise than the signed note");
    }
}
