namespace Telehealth.Ledger;

/// <summary>
/// The first leaves of a tree as the roots of its whole subtrees, the largest first: all that is needed to append leaves and to know the root
/// at every size on the way. One leaf costs one or two hashes, and the whole of it is at most 63 of them.
/// </summary>
public sealed class CompactRange
{
    private readonly List<byte[]> _roots;

    private CompactRange(long size, List<byte[]> roots) => (Size, _roots) = (size, roots);

    public long Size { get; private set; }

    /// <summary>A tree without leaves.</summary>
    public static CompactRange Empty() => new(0, []);

    /// <returns>Null when a tree of that size has another number of whole subtrees, or a hash is not 32 bytes.</returns>
    public static CompactRange? TryBegin(long size, IReadOnlyList<byte[]> roots) =>
        size >= 0 && roots.Count == long.PopCount(size) && roots.All(h => h.Length == MerkleHash.Size) ? new(size, [.. roots]) : null;

    public void Append(byte[] leafHash)
    {
        var hash = leafHash;
        for (var bit = 1L; (Size & bit) != 0; bit <<= 1)
        {
            hash = MerkleHash.Node(_roots[^1], hash);
            _roots.RemoveAt(_roots.Count - 1);
        }

        _roots.Add(hash);
        Size++;
    }

    /// <summary>The root of the tree of these leaves alone.</summary>
    public byte[] Root()
    {
        if (_roots.Count == 0) return MerkleHash.Empty();
        var root = _roots[^1];
        for (var i = _roots.Count - 2; i >= 0; i--) root = MerkleHash.Node(_roots[i], root);
        return root;
    }

    /// <summary>The root of a larger tree that begins with these leaves.</summary>
    /// <param name="right">The roots of what stands right of them, from left to right.</param>
    /// <returns>Null when that tree needs another number of them.</returns>
    public byte[]? RootOf(long treeSize, IReadOnlyList<byte[]> right)
    {
        if (treeSize < Size || right.Any(h => h.Length != MerkleHash.Size)) return null;
        if (treeSize == Size) return right.Count == 0 ? Root() : null;
        var (mine, theirs) = (new Queue<byte[]>(_roots), new Queue<byte[]>(right));
        var root = Join(0, treeSize, mine, theirs);
        return mine.Count == 0 && theirs.Count == 0 ? root : null;
    }

    private byte[]? Join(long start, long count, Queue<byte[]> mine, Queue<byte[]> theirs)
    {
        if (start >= Size) return theirs.TryDequeue(out var right) ? right : null;
        if (start + count <= Size) return mine.TryDequeue(out var left) ? left : null;
        var split = MerkleTree.SplitOf(count);
        return Join(start, split, mine, theirs) is { } l && Join(start + split, count - split, mine, theirs) is { } r ? MerkleHash.Node(l, r) : null;
    }
}
