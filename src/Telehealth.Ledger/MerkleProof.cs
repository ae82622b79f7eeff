namespace Telehealth.Ledger;

/// <summary>Checks proofs as RFC 9162 (2.1.3.2 and 2.1.4.2) does, from hashes alone. A malformed proof is a wrong one.</summary>
public static class MerkleProof
{
    /// <summary>Whether the leaf with this hash is number <paramref name="index"/> of the tree with this size and root.</summary>
    public static bool Includes(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || !Sized(proof) || leafHash.Length != MerkleHash.Size) return false;

        var (node, last) = (index, size - 1);
        var hash = leafHash.ToArray();
        foreach (var step in proof)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.Node(step, hash);
                for (; (node & 1) == 0 && node != 0; node >>= 1) last >>= 1;
            }
            else
            {
                hash = MerkleHash.Node(hash, step);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the larger tree begins with the smaller one. Nothing is proven about an empty tree.</summary>
    public static bool Extends(long from, long to, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> fromRoot, ReadOnlySpan<byte> toRoot)
    {
        if (from < 1 || from > to || !Sized(proof)) return false;
        if (from == to) return proof.Count == 0 && fromRoot.SequenceEqual(toRoot);

        List<byte[]> steps = long.IsPow2(from) ? [fromRoot.ToArray(), .. proof] : [.. proof];
        if (steps.Count == 0) return false;

        var (node, last) = (from - 1, to - 1);
        for (; (node & 1) == 1; node >>= 1) last >>= 1;
        var (old, current) = (steps[0], steps[0]);
        foreach (var step in steps.Skip(1))
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                old = MerkleHash.Node(step, old);
                current = MerkleHash.Node(step, current);
                for (; (node & 1) == 0 && node != 0; node >>= 1) last >>= 1;
            }
            else
            {
                current = MerkleHash.Node(current, step);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && fromRoot.SequenceEqual(old) && toRoot.SequenceEqual(current);
    }

    private static bool Sized(IReadOnlyList<byte[]> proof) => proof.All(hash => hash.Length == MerkleHash.Size);
}
