using System.Buffers;
using System.Security.Cryptography;

namespace Telehealth.Ledger;

/// <summary>Hashes of an RFC 6962 tree. A leaf and a node can never be taken for each other.</summary>
public static class MerkleHash
{
    public const int Size = SHA256.HashSizeInBytes;
    private const int OnStack = 1024;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] Empty() => SHA256.HashData([]);

    /// <summary>SHA-256 of 0x00 and the leaf's bytes.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> bytes)
    {
        var hash = new byte[Size];
        Leaf(bytes, hash);
        return hash;
    }

    /// <summary>SHA-256 of 0x00 and the leaf's bytes, written to <paramref name="into"/> (32 bytes).</summary>
    public static void Leaf(ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        var length = bytes.Length + 1;
        var rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var input = rented is null ? stackalloc byte[length] : rented.AsSpan(0, length);
        input[0] = 0x00;
        bytes.CopyTo(input[1..]);
        SHA256.HashData(input, into);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>SHA-256 of 0x01, the left and the right hash.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Size];
        Node(left, right, hash);
        return hash;
    }

    /// <summary>The root of a whole subtree from its hashes, one behind the other; their number is a power of two, 1 to 256.</summary>
    public static byte[] Subtree(ReadOnlySpan<byte> hashes)
    {
        var count = hashes.Length / Size;
        if (hashes.Length % Size != 0 || !int.IsPow2(count) || count > 256) throw new ArgumentException("1 to 256 hashes, a power of two.", nameof(hashes));
        Span<byte> level = stackalloc byte[hashes.Length];
        hashes.CopyTo(level);
        for (; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++) Node(level.Slice(2 * i * Size, Size), level.Slice(((2 * i) + 1) * Size, Size), level.Slice(i * Size, Size));
        }

        return level[..Size].ToArray();
    }

    private static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> into)
    {
        Span<byte> input = stackalloc byte[1 + left.Length + right.Length];
        input[0] = 0x01;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + left.Length)..]);
        SHA256.HashData(input, into);
    }
}
