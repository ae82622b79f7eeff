using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Exports;

/// <summary>What a bundle says of its records beside their places: their hashes as they were sealed, whose whole history it holds, and how the log grew to this head.</summary>
internal sealed class ExportEvidence(IDbContextFactory<TelehealthDb> databases, StoredTiles tiles)
{
    private const string Visit = "visit:";
    private const int AtOnce = 500;

    private const int Days = 366;

    /// <summary>A hash for each leaf of a whole range, so that the first record that is wrong can be named.</summary>
    public static async Task WriteLeavesAsync(IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, Stream to, CancellationToken cancellation)
    {
        await foreach (var (_, bytes) in records.WithCancellation(cancellation)) await to.WriteAsync(MerkleHash.Leaf(bytes.Span), cancellation);
    }

    /// <summary>A line for each visit of which every record under the head is in the bundle.</summary>
    public async Task<IReadOnlyList<HeadLine>> HeadsAsync(LogOriginRow origin, long size, IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, CancellationToken cancellation)
    {
        var histories = new SortedDictionary<string, (long Length, string Head)>(StringComparer.Ordinal);
        await foreach (var (_, bytes) in records.WithCancellation(cancellation)) Follow(histories, bytes);
        var heads = new List<HeadLine>(histories.Count);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var some in histories.Chunk(AtOnce))
        {
            var streams = some.Select(h => h.Key).ToList();
            var last = await db.Records.AsNoTracking().InStreams().Where(r => streams.Contains(r.Stream))
                .Join(db.RecordLeaves.Where(l => l.LeafIndex < origin.FirstLeaf + size), r => r.Id, l => l.RecordId, (r, _) => new { r.Stream, r.Seq })
                .GroupBy(r => r.Stream, (stream, of) => new { stream, Last = of.Max(r => r.Seq) }).ToDictionaryAsync(s => s.stream, s => s.Last, cancellation);
            heads.AddRange(some.Where(h => last.GetValueOrDefault(h.Key) == h.Value.Length).Select(h => new HeadLine(h.Key[Visit.Length..], h.Value.Length, h.Value.Head)));
        }

        return heads;
    }

    /// <summary>Proofs that the tree of this head begins with those of the heads that were mailed, and of the last head of each day, in the year before: whoever kept one can compare it without asking the clinic.</summary>
    public async Task<IReadOnlyList<ConsistencyLine>> ConsistencyAsync(LogOriginRow origin, CheckpointRow head, CancellationToken cancellation)
    {
        var lines = new List<ConsistencyLine>();
        var tree = new TileTree(tiles.Of(origin), head.Size);
        var oldest = head.SignedAt.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() - Duration.FromDays(Days);
        foreach (var size in (await LastOfDaysAsync(head, oldest, cancellation)).Union(await MailedAsync(origin, head, oldest, cancellation)).Order()) lines.Add(new(size, head.Size, await tree.ProveConsistencyAsync(size, cancellation)));
        return lines;
    }

    private async Task<List<long>> LastOfDaysAsync(CheckpointRow head, Instant oldest, CancellationToken cancellation)
    {
        var sizes = new List<long>();
        var (midnight, below) = (head.SignedAt.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), head.Size);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        while (await db.Checkpoints.AsNoTracking().Where(c => c.Origin == head.Origin && c.Size > 0 && c.Size < below && c.SignedAt < midnight).OrderByDescending(c => c.Size)
            .Select(c => new { c.Size, c.SignedAt }).FirstOrDefaultAsync(cancellation) is { } older && older.SignedAt >= oldest)
        {
            sizes.Add(older.Size);
            (midnight, below) = (older.SignedAt.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), older.Size);
        }

        return sizes;
    }

    /// <summary>As their records say that are under the head, so that the file comes out the same whenever it is made.</summary>
    private async Task<IEnumerable<long>> MailedAsync(LogOriginRow origin, CheckpointRow head, Instant oldest, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var told = await db.Records.AsNoTracking().InStreams().Where(r => r.Stream == $"clinic:{LogKeyChange.Area}" && r.Code == "CheckpointReported" && r.At >= oldest)
            .Join(db.RecordLeaves.Where(l => l.LeafIndex < origin.FirstLeaf + head.Size), r => r.Id, l => l.RecordId, (r, _) => r.Bytes).ToListAsync(cancellation);
        return told.Select(Reported).Where(r => r.Origin == head.Origin && r.Size > 0 && r.Size < head.Size).Select(r => r.Size);
    }

    private static (string? Origin, long Size) Reported(byte[] record)
    {
        using var document = JsonDocument.Parse(record);
        var after = document.RootElement.GetProperty("after");
        return (after.GetProperty("origin").GetString(), after.GetProperty("size").GetInt64());
    }

    // A chain that does not begin here, or has a gap, is no whole history.
    private static void Follow(SortedDictionary<string, (long Length, string Head)> histories, ReadOnlyMemory<byte> bytes)
    {
        if (RecordPrefix.Read(bytes.Span) is not { } prefix || !prefix.Stream.StartsWith(Visit, StringComparison.Ordinal)) return;
        var before = histories.GetValueOrDefault(prefix.Stream);
        if (prefix.Seq == before.Length + 1) histories[prefix.Stream] = (prefix.Seq, RecordHash.Of(bytes.Span));
    }
}
