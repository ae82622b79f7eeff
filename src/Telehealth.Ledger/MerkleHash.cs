using System.Security.Cryptography;

namespace Telehealth.Ledger;

/// <summary>Hashes of an RFC 6962 tree. A leaf and a node can never be taken for each other.</summary>
public static class MerkleHash
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] Empty() => SHA256.HashData([]);

    /// <summary>SHA-256 of 0x00 and the leaf's bytes.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0x00]);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }

    /// <summary>SHA-256 of 0x01, the left and the right hash.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0x01]);
        hash.AppendData(left);
        hash.AppendData(right);
        return hash.GetHashAndReset();
    }
}
