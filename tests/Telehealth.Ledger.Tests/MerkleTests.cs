using System.Text;
using CsCheck;

namespace Telehealth.Ledger.Tests;

public sealed class MerkleTests
{
    /// <summary>The leaves and roots that implementations of RFC 6962 test against.</summary>
    private static readonly byte[][] Leaves =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(Convert.FromHexString)];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_known_trees_have_their_known_roots(int size, string root) => Assert.Equal(root, Convert.ToHexStringLower(Tree(Leaves).Root(size)));

    [Fact]
    public void The_known_hashes_come_out()
    {
        Assert.StartsWith("e3b0c442", Convert.ToHexStringLower(MerkleHash.Empty()), StringComparison.Ordinal);
        Assert.StartsWith("6e340b9c", Convert.ToHexStringLower(MerkleHash.Leaf([])), StringComparison.Ordinal);
        Assert.StartsWith("395aa064", Convert.ToHexStringLower(MerkleHash.Leaf("L123456"u8)), StringComparison.Ordinal);
        Assert.StartsWith("aa217fe8", Convert.ToHexStringLower(MerkleHash.Node("N123"u8, "N456"u8)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_leaf_proves_to_be_in_every_larger_tree_and_nowhere_else()
    {
        var tree = Tree(Enumerable.Range(0, 40).Select(i => Encoding.UTF8.GetBytes($"leaf {i}")));
        for (var size = 1; size <= tree.Size; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = tree.ProveInclusion(index, size);
                var leaf = MerkleHash.Leaf(Encoding.UTF8.GetBytes($"leaf {index}"));
                Assert.True(MerkleProof.Includes(leaf, index, size, proof, tree.Root(size)));
                Assert.False(MerkleProof.Includes(leaf, (index + 1) % (size + 1), size, proof, tree.Root(size)));
                Assert.False(MerkleProof.Includes(MerkleHash.Leaf("other"u8), index, size, proof, tree.Root(size)));
                Assert.False(MerkleProof.Includes(leaf, index, size, [.. proof, new byte[32]], tree.Root(size)));
                if (proof.Count > 0) Assert.False(MerkleProof.Includes(leaf, index, size, [.. proof.Skip(1)], tree.Root(size)));
            }
        }
    }

    [Fact]
    public void Every_tree_proves_to_begin_with_every_smaller_one()
    {
        var tree = Tree(Enumerable.Range(0, 40).Select(i => Encoding.UTF8.GetBytes($"leaf {i}")));
        for (var to = 1; to <= tree.Size; to++)
        {
            for (var from = 1; from <= to; from++)
            {
                var proof = tree.ProveConsistency(from, to);
                Assert.True(MerkleProof.Extends(from, to, proof, tree.Root(from), tree.Root(to)));
                Assert.False(MerkleProof.Extends(from, to, proof, MerkleHash.Leaf("other"u8), tree.Root(to)));
                Assert.False(MerkleProof.Extends(from, to, proof, tree.Root(from), MerkleHash.Leaf("other"u8)));
                Assert.False(MerkleProof.Extends(from, to, [.. proof, new byte[32]], tree.Root(from), tree.Root(to)));
            }
        }
    }

    [Fact]
    public void A_proof_with_one_bit_changed_proves_nothing() => Gen.Select(Gen.Int[2, 60], Gen.Int, Gen.Int).Sample(
        (size, which, bit) =>
        {
            var tree = Tree(Enumerable.Range(0, size).Select(i => BitConverter.GetBytes(i)));
            var index = (which & int.MaxValue) % size;
            var proof = tree.ProveInclusion(index, size).Select(h => h.ToArray()).ToList();
            proof[(bit & int.MaxValue) % proof.Count][(which & int.MaxValue) % 32] ^= (byte)(1 << (bit & 7));

            Assert.False(MerkleProof.Includes(MerkleHash.Leaf(BitConverter.GetBytes(index)), index, size, proof, tree.Root(size)));
        },
        iter: 500);

    [Fact]
    public void Nothing_is_proven_about_an_empty_tree_or_by_hashes_of_another_size()
    {
        var tree = Tree(Leaves);
        Assert.False(MerkleProof.Extends(0, 8, [], tree.Root(0), tree.Root(8)));
        Assert.False(MerkleProof.Includes(MerkleHash.Leaf([]), 0, 2, [new byte[31]], tree.Root(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveConsistency(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveInclusion(8, 8));
    }

    private static MerkleTree Tree(IEnumerable<byte[]> leaves)
    {
        var tree = new MerkleTree();
        foreach (var leaf in leaves) tree.Append(leaf);
        return tree;
    }
}
