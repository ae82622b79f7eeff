using CsCheck;

namespace Telehealth.Ledger.Tests;

/// <summary>Neighbouring leaves and a handful of hashes beside them give the root of the tree, and of every smaller one that ends among them.</summary>
public sealed class RangeTests
{
    private const int Most = 600;
    private static readonly MemoryTiles Tiles = MemoryTiles.Grow(Most);
    private static readonly MerkleTree Tree = TreeOf(Most);

    [Fact]
    public void A_growing_edge_has_the_root_of_the_plain_tree_at_every_size()
    {
        var edge = CompactRange.Empty();
        for (var size = 0; size <= 300; size++)
        {
            Assert.Equal(Tree.Root(size), edge.Root());
            edge.Append(LeafHash(size));
        }
    }

    [Fact]
    public void Any_range_of_any_tree_gives_its_root() => Gen.Select(Gen.Int[1, Most], Gen.Double.Unit, Gen.Double.Unit).Sample(
        (size, a, b) =>
        {
            var first = (int)(a * size);
            var count = 1 + (int)(b * (size - first - 1));
            var (proof, edge) = Proven(first, count, size);

            Assert.Equal(Tree.Root(size), proof.RootOf(edge, size));
            Assert.Equal(Tree.Root(first + count), edge.Root());
            Assert.InRange(proof.Left.Count + proof.Right.Count, 0, 2 * 64);
        },
        iter: 400, threads: 1);

    [Fact]
    public void All_ranges_of_small_trees_give_their_roots()
    {
        for (var size = 1; size <= 20; size++)
        {
            for (var first = 0; first < size; first++)
            {
                for (var count = 1; first + count <= size; count++)
                {
                    var (proof, edge) = Proven(first, count, size);
                    Assert.Equal(Tree.Root(size), proof.RootOf(edge, size));
                }
            }
        }
    }

    [Fact]
    public void A_changed_exchanged_or_missing_leaf_or_hash_gives_no_root_or_another() => Gen.Select(Gen.Int[4, Most], Gen.Double.Unit, Gen.Int[0, 255], Gen.Int[0, 4]).Sample(
        (size, a, bit, what) =>
        {
            var first = (int)(a * (size - 2));
            var count = size - first - 1;
            var proof = ProofOf(first, count, size);
            var leaves = Enumerable.Range(first, count).Select(LeafHash).ToList();
            switch (what)
            {
                case 0: leaves[bit % count][bit % 32] ^= 1; break;
                case 1: leaves.RemoveAt(bit % count); break;
                case 2: leaves.Add(LeafHash(0)); break;
                case 3: proof = proof with { Right = [.. proof.Right, LeafHash(1)] }; break;
                default: proof = proof with { Right = [.. proof.Right.Take(proof.Right.Count - 1)] }; break;
            }

            var edge = proof.Begin()!;
            foreach (var leaf in leaves) edge.Append(leaf);
            Assert.NotEqual(Tree.Root(size), proof.RootOf(edge, size));
        },
        iter: 400, threads: 1);

    [Fact]
    public void Hashes_on_the_left_are_as_many_as_the_first_leaf_needs()
    {
        var proof = ProofOf(37, 3, 100);

        Assert.NotNull(proof.Begin());
        Assert.Null((proof with { Left = [.. proof.Left.Skip(1)] }).Begin());
        Assert.Null((proof with { First = 36 }).Begin());
        Assert.Null((proof with { Left = [.. proof.Left.Skip(1), new byte[31]] }).Begin());
        Assert.Null((proof with { Count = 0 }).Begin());
        Assert.Null((proof with { First = -1 }).Begin());
    }

    private static (RangeProof Proof, CompactRange Leaves) Proven(int first, int count, int size)
    {
        var proof = ProofOf(first, count, size);
        var edge = proof.Begin()!;
        for (var i = first; i < first + count; i++) edge.Append(LeafHash(i));
        return (proof, edge);
    }

    private static RangeProof ProofOf(int first, int count, int size) => new Tiles.TileTree(Tiles, size).ProveRangeAsync(first, count, default).GetAwaiter().GetResult();

    private static byte[] LeafHash(int index) => MerkleHash.Leaf(MemoryTiles.LeafBytes(index));

    private static MerkleTree TreeOf(int size)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++) tree.Append(MemoryTiles.LeafBytes(i));
        return tree;
    }
}
