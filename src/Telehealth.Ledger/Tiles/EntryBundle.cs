using System.Buffers.Binary;

namespace Telehealth.Ledger.Tiles;

/// <summary>The entries of one level-0 tile (C2SP tlog-tiles): each with its length before it, two bytes, big-endian.</summary>
public static class EntryBundle
{
    /// <summary>Longest entry in bytes.</summary>
    public const int LongestEntry = ushort.MaxValue;

    public static byte[] Write(IEnumerable<ReadOnlyMemory<byte>> entries)
    {
        using var bundle = new MemoryStream();
        Span<byte> length = stackalloc byte[2];
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)entry.Length));
            bundle.Write(length);
            bundle.Write(entry.Span);
        }

        return bundle.ToArray();
    }

    /// <returns>Null when the last entry is cut off.</returns>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? TryRead(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        while (!bundle.IsEmpty)
        {
            if (bundle.Length < 2) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < 2 + length) return null;
            entries.Add(bundle.Slice(2, length));
            bundle = bundle[(2 + length)..];
        }

        return entries;
    }
}
