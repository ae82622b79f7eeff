using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Telehealth.Ledger;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>The tiles of the database: full ones as stored, partial ones out of the leaves and out of the full tiles below.</summary>
internal sealed class StoredTiles(IDbContextFactory<TelehealthDb> databases)
{
    // Full tiles never change: 32 bytes for each 256 records that were asked about.
    private readonly ConcurrentDictionary<(long Origin, int Level, long Index), byte[]> _roots = new();

    public ITileSource Of(LogOriginRow origin) => new Source(this, origin);

    /// <summary>The entries of a level-0 tile, in leaf order.</summary>
    public async Task<List<byte[]>> EntriesAsync(LogOriginRow origin, long index, int width, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var first = origin.FirstLeaf + (index * TilePath.FullWidth);
        return await db.RecordLeaves.AsNoTracking().Where(l => l.LeafIndex >= first && l.LeafIndex < first + width).OrderBy(l => l.LeafIndex)
            .Join(db.Records.AsNoTracking(), l => l.RecordId, r => r.Id, (l, r) => new { l.LeafIndex, r.Bytes }).OrderBy(l => l.LeafIndex).Select(l => l.Bytes).ToListAsync(cancellation);
    }

    private async Task<byte[]> FullAsync(LogOriginRow origin, int level, long index, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.LogTiles.AsNoTracking().Where(t => t.OriginNumber == origin.Number && t.Level == level && t.TileIndex == index).Select(t => t.Hashes).FirstOrDefaultAsync(cancellation)
            ?? throw new TileMissingException(new(level, index, TilePath.FullWidth));
    }

    private async Task<byte[]> LeavesAsync(LogOriginRow origin, TilePath path, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var first = origin.FirstLeaf + (path.Index * TilePath.FullWidth);
        var hashes = await db.RecordLeaves.AsNoTracking().Where(l => l.LeafIndex >= first && l.LeafIndex < first + path.Width).OrderBy(l => l.LeafIndex).Select(l => l.LeafHash).ToListAsync(cancellation);
        return hashes.Count == path.Width ? [.. hashes.SelectMany(h => h)] : throw new TileMissingException(path);
    }

    private async Task<byte[]> RootsAsync(LogOriginRow origin, TilePath path, CancellationToken cancellation)
    {
        var hashes = new byte[path.Width * MerkleHash.Size];
        for (var i = 0; i < path.Width; i++)
        {
            var below = (path.Index * TilePath.FullWidth) + i;
            if (!_roots.TryGetValue((origin.Number, path.Level - 1, below), out var root))
            {
                root = MerkleHash.Subtree(await FullAsync(origin, path.Level - 1, below, cancellation));
                _roots.TryAdd((origin.Number, path.Level - 1, below), root);
            }

            root.CopyTo(hashes, i * MerkleHash.Size);
        }

        return hashes;
    }

    private sealed class Source(StoredTiles tiles, LogOriginRow origin) : ITileSource
    {
        public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(TilePath path, CancellationToken cancellation) =>
            !path.Partial ? await tiles.FullAsync(origin, path.Level, path.Index, cancellation)
            : path.Level == 0 ? await tiles.LeavesAsync(origin, path, cancellation)
            : await tiles.RootsAsync(origin, path, cancellation);
    }
}
