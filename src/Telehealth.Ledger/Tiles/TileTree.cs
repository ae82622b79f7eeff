namespace Telehealth.Ledger.Tiles;

/// <summary>
/// A tree of one size read out of its tiles: its root, and proofs that <see cref="MerkleProof"/> and others' software check. It reads each
/// tile once and keeps it; make a new one per task. It does not judge its source: check what it says against a signed root.
/// </summary>
public sealed class TileTree(ITileSource source, long size)
{
    private readonly Dictionary<TilePath, ReadOnlyMemory<byte>> _read = [];

    public long Size { get; } = size >= 0 ? size : throw new ArgumentOutOfRangeException(nameof(size));

    /// <summary>The root of the whole tree.</summary>
    public ValueTask<byte[]> RootAsync(CancellationToken cancellation) => RootAsync(Size, cancellation);

    /// <summary>The root that the tree had when it was this large.</summary>
    public async ValueTask<byte[]> RootAsync(long at, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)at, (ulong)Size, nameof(at));
        return at == 0 ? MerkleHash.Empty() : await RangeAsync(0, at, cancellation);
    }

    public ValueTask<byte[]> LeafHashAsync(long index, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Size, nameof(index));
        return RangeAsync(index, 1, cancellation);
    }

    /// <summary>That leaf <paramref name="index"/> is in this tree; from the leaf's neighbour up.</summary>
    public async Task<IReadOnlyList<byte[]>> ProveInclusionAsync(long index, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Size, nameof(index));
        var path = new List<byte[]>();
        for (var (start, count) = (0L, Size); count > 1;)
        {
            var split = MerkleTree.SplitOf(count);
            if (index < start + split)
            {
                path.Add(await RangeAsync(start + split, count - split, cancellation));
                count = split;
            }
            else
            {
                path.Add(await RangeAsync(start, split, cancellation));
                (start, count) = (start + split, count - split);
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>That this tree begins with the tree of <paramref name="from"/> leaves.</summary>
    public async Task<IReadOnlyList<byte[]>> ProveConsistencyAsync(long from, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, Size);
        var path = new List<byte[]>();
        var (start, count, whole) = (0L, Size, true);
        while (from - start != count)
        {
            var split = MerkleTree.SplitOf(count);
            if (from - start <= split)
            {
                path.Add(await RangeAsync(start + split, count - split, cancellation));
                count = split;
            }
            else
            {
                path.Add(await RangeAsync(start, split, cancellation));
                (start, count, whole) = (start + split, count - split, false);
            }
        }

        if (!whole) path.Add(await RangeAsync(start, count, cancellation));
        path.Reverse();
        return path;
    }

    /// <summary>That these neighbouring leaves are in this tree, for whoever has them all.</summary>
    public async Task<RangeProof> ProveRangeAsync(long first, long count, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Size - count);
        var (left, right) = (new List<byte[]>(), new List<byte[]>());
        for (var (start, bit) = (0L, 1L << 62); bit > 0; bit >>= 1)
        {
            if ((first & bit) == 0) continue;
            left.Add(await RangeAsync(start, bit, cancellation));
            start += bit;
        }

        // Down the path to the last of them, what turns off to the right is met from the right.
        for (var (start, rest, last) = (0L, Size, first + count - 1); rest > 1;)
        {
            var split = MerkleTree.SplitOf(rest);
            if (last < start + split)
            {
                right.Add(await RangeAsync(start + split, rest - split, cancellation));
                rest = split;
            }
            else
            {
                (start, rest) = (start + split, rest - split);
            }
        }

        right.Reverse();
        return new(first, count, left, right);
    }

    /// <summary>Checks that every tile says the same as the full tile below it, from the leaves up. With the root of a signed head this vouches for every hash.</summary>
    /// <returns>The first tile that does not; null when all do.</returns>
    /// <exception cref="TileMissingException">One is not there.</exception>
    public async Task<TilePath?> FirstWrongTileAsync(CancellationToken cancellation)
    {
        for (var level = 1; Size >> (TilePath.Height * level) > 0; level++)
        {
            for (var entry = 0L; entry < Size >> (TilePath.Height * level); entry++)
            {
                var below = await source.ReadAsync(new(level - 1, entry, TilePath.FullWidth), cancellation);
                var said = await HashAsync(level, entry, 1, cancellation);
                if (!said.AsSpan().SequenceEqual(MerkleHash.Subtree(below.Span))) return TilePath.Of(level - 1, entry, Size);
            }
        }

        return null;
    }

    private async ValueTask<byte[]> RangeAsync(long start, long count, CancellationToken cancellation)
    {
        if (!long.IsPow2(count))
        {
            var split = MerkleTree.SplitOf(count);
            var left = await RangeAsync(start, split, cancellation);
            var right = await RangeAsync(start + split, count - split, cancellation);
            return MerkleHash.Node(left, right);
        }

        var height = long.Log2(count);
        var level = (int)(height / TilePath.Height);
        return await HashAsync(level, start >> (TilePath.Height * level), 1 << (int)(height % TilePath.Height), cancellation);
    }

    /// <summary>The root over some hashes of one level; they stand in one tile, since their number is a power of two below 256 and they begin at a multiple of it.</summary>
    private async ValueTask<byte[]> HashAsync(int level, long first, int count, CancellationToken cancellation)
    {
        var path = TilePath.Of(level, first / TilePath.FullWidth, Size);
        if (!_read.TryGetValue(path, out var tile))
        {
            tile = await source.ReadAsync(path, cancellation);
            if (tile.Length != path.Width * MerkleHash.Size) throw new TileMissingException(path);
            _read.Add(path, tile);
        }

        return MerkleHash.Subtree(tile.Span.Slice((int)(first % TilePath.FullWidth) * MerkleHash.Size, count * MerkleHash.Size));
    }
}
