using System.Security.Cryptography;

namespace Telehealth.Ledger;

/// <summary>The hash of a record: SHA-256 of its bytes as written, lower-case hex.</summary>
public static class RecordHash
{
    /// <summary>What the first record of a chain names as the one before it.</summary>
    public static string Zero { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    public static string Of(ReadOnlySpan<byte> record)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record, hash);
        return Convert.ToHexStringLower(hash);
    }
}
