namespace Telehealth.Ledger;

/// <summary>What has to be known beside some neighbouring leaves to compute the root of the tree that they stand in.</summary>
/// <param name="First">Index of the first leaf.</param>
/// <param name="Count">How many leaves, at least one.</param>
/// <param name="Left">Roots of the whole subtrees before them, the largest first.</param>
/// <param name="Right">Roots of what stands after them, from left to right.</param>
public sealed record RangeProof(long First, long Count, IReadOnlyList<byte[]> Left, IReadOnlyList<byte[]> Right)
{
    /// <summary>Where appending the leaves begins.</summary>
    /// <returns>Null when the hashes on the left are not those of so many leaves.</returns>
    public CompactRange? Begin() => First >= 0 && Count > 0 ? CompactRange.TryBegin(First, Left) : null;

    /// <summary>The root of the tree of that size.</summary>
    /// <param name="leaves">What <see cref="Begin"/> gave, with all the leaves appended.</param>
    /// <returns>Null when a leaf is missing or the hashes on the right do not fit the size.</returns>
    public byte[]? RootOf(CompactRange leaves, long treeSize) => leaves.Size == First + Count ? leaves.RootOf(treeSize, Right) : null;
}
