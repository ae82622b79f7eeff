namespace Telehealth.Ledger;

/// <summary>An append-only tree over leaf hashes (RFC 6962, 2.1), held in memory; roots and proofs of every size that it ever had.</summary>
public sealed class MerkleTree
{
    private readonly List<byte[]> leaves = [];

    public int Size => leaves.Count;

    public void Append(ReadOnlySpan<byte> leaf) => leaves.Add(MerkleHash.Leaf(leaf));

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    public byte[] Root(int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)size, (uint)Size, nameof(size));
        return size == 0 ? MerkleHash.Empty() : RootOf(0, size);
    }

    /// <summary>That leaf <paramref name="index"/> is in the tree of that size, to be checked by <see cref="MerkleProof.Includes"/>.</summary>
    public IReadOnlyList<byte[]> ProveInclusion(int index, int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)size, (uint)Size, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)size, nameof(index));
        var path = new List<byte[]>();
        Path(index, 0, size, path);
        return path;
    }

    /// <summary>That the tree of <paramref name="from"/> leaves is the beginning of that of <paramref name="to"/>, to be checked by <see cref="MerkleProof.Extends"/>.</summary>
    public IReadOnlyList<byte[]> ProveConsistency(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)to, (uint)Size, nameof(to));
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        var path = new List<byte[]>();
        if (from < to) SubProof(from, 0, to, true, path);
        return path;
    }

    private byte[] RootOf(int start, int count)
    {
        if (count == 1) return leaves[start];
        var split = (int)SplitOf(count);
        return MerkleHash.Node(RootOf(start, split), RootOf(start + split, count - split));
    }

    private void Path(int index, int start, int count, List<byte[]> path)
    {
        if (count == 1) return;
        var split = (int)SplitOf(count);
        if (index < split)
        {
            Path(index, start, split, path);
            path.Add(RootOf(start + split, count - split));
        }
        else
        {
            Path(index - split, start + split, count - split, path);
            path.Add(RootOf(start, split));
        }
    }

    private void SubProof(int from, int start, int count, bool whole, List<byte[]> path)
    {
        if (from == count)
        {
            if (!whole) path.Add(RootOf(start, count));
            return;
        }

        var split = (int)SplitOf(count);
        if (from <= split)
        {
            SubProof(from, start, split, whole, path);
            path.Add(RootOf(start + split, count - split));
        }
        else
        {
            SubProof(from - split, start + split, count - split, false, path);
            path.Add(RootOf(start, split));
        }
    }

    /// <summary>The largest power of two smaller than the count.</summary>
    internal static long SplitOf(long count) => 1L << (63 - (int)long.LeadingZeroCount(count - 1));
}
