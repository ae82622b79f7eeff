namespace Telehealth.Ledger.Tiles;

/// <summary>A tile that just became full, to be stored before a head that rests on it is signed.</summary>
/// <param name="Hashes">256 hashes, one behind the other.</param>
public sealed record FullTile(int Level, long Index, byte[] Hashes);

/// <summary>
/// The right edge of a growing tree: of each level only the tile that is not full yet, at most 255 hashes. Enough to append leaves, to know
/// the root and to hand out every full tile once.
/// </summary>
public sealed class TileFrontier
{
    private readonly List<Level> _levels = [];

    public long Size { get; private set; }

    /// <summary>The edge of a tree of this size, out of stored tiles.</summary>
    /// <param name="partials">Per level, from the leaves up, the hashes of the tile that is not full: (size / 256^level) mod 256 of them.</param>
    public static TileFrontier Restore(long size, IReadOnlyList<byte[]> partials)
    {
        var frontier = new TileFrontier { Size = size };
        for (var level = 0; size >> (TilePath.Height * level) > 0; level++)
        {
            var expected = WidthOf(size, level) * MerkleHash.Size;
            if (level >= partials.Count || partials[level].Length != expected) throw new ArgumentException($"Level {level} of a tree of {size} leaves needs {expected} bytes.", nameof(partials));
            frontier._levels.Add(new Level(partials[level]));
        }

        return frontier;
    }

    /// <summary>Hashes in the tile that is not full, at that level of a tree of that size: 0 to 255.</summary>
    public static int WidthOf(long size, int level) => (int)((size >> (TilePath.Height * level)) % TilePath.FullWidth);

    /// <summary>Appends a leaf's hash; tiles that became full go to <paramref name="full"/>.</summary>
    public void Append(ReadOnlySpan<byte> leafHash, ICollection<FullTile> full)
    {
        if (leafHash.Length != MerkleHash.Size) throw new ArgumentException("A hash has 32 bytes.", nameof(leafHash));
        Size++;
        Push(0, leafHash, full);
    }

    /// <summary>The root of the tree as it is.</summary>
    public byte[] Root()
    {
        byte[]? root = null;
        foreach (var level in _levels) root = level.Fold(root);
        return root ?? MerkleHash.Empty();
    }

    /// <summary>The same edge, to be tried out and thrown away.</summary>
    public TileFrontier Copy()
    {
        var copy = new TileFrontier { Size = Size };
        copy._levels.AddRange(_levels.Select(l => new Level(l.Hashes)));
        return copy;
    }

    private void Push(int level, ReadOnlySpan<byte> hash, ICollection<FullTile> full)
    {
        if (level == _levels.Count) _levels.Add(new Level([]));
        if (_levels[level].Push(hash) is not { } hashes) return;
        full.Add(new(level, (Size >> (TilePath.Height * (level + 1))) - 1, hashes));
        Push(level + 1, MerkleHash.Subtree(hashes), full);
    }

    private sealed class Level
    {
        private readonly byte[] _hashes = new byte[TilePath.FullWidth * MerkleHash.Size];
        private int _length;

        public Level(ReadOnlySpan<byte> hashes)
        {
            hashes.CopyTo(_hashes);
            _length = hashes.Length;
        }

        public ReadOnlySpan<byte> Hashes => _hashes.AsSpan(0, _length);

        /// <returns>The tile when this filled it; the level is empty then.</returns>
        public byte[]? Push(ReadOnlySpan<byte> hash)
        {
            hash.CopyTo(_hashes.AsSpan(_length));
            _length += MerkleHash.Size;
            if (_length < _hashes.Length) return null;
            _length = 0;
            return [.. _hashes];
        }

        /// <summary>What stands right of this level, joined to its whole subtrees from the smallest to the largest.</summary>
        public byte[]? Fold(byte[]? right)
        {
            var (count, end) = (_length / MerkleHash.Size, _length);
            for (var block = 1; block <= count; block *= 2)
            {
                if ((count & block) == 0) continue;
                var start = end - (block * MerkleHash.Size);
                var left = MerkleHash.Subtree(_hashes.AsSpan(start, end - start));
                right = right is null ? left : MerkleHash.Node(left, right);
                end = start;
            }

            return right;
        }
    }
}
