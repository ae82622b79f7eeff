using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Telehealth.Server.Storage.Details;

/// <summary>The master key that wraps, and those before it, which only open.</summary>
internal sealed class MasterKeys
{
    private readonly FrozenDictionary<string, byte[]> _keys;

    public MasterKeys(byte[] current, IEnumerable<byte[]> former)
    {
        CurrentId = IdOf(current);
        _keys = former.Prepend(current).DistinctBy(IdOf).ToFrozenDictionary(IdOf, StringComparer.Ordinal);
    }

    /// <summary>Which key wraps now: a fingerprint, no secret.</summary>
    public string CurrentId { get; }

    public static MasterKeys Load(DetailsOptions options, StorageTarget target)
    {
        var current = string.IsNullOrWhiteSpace(options.MasterKeyFile) ? KeyFiles.ReadOrCreate(OwnFile(target)) : KeyFiles.Read(options.MasterKeyFile);
        return new MasterKeys(current, options.FormerMasterKeyFiles.Select(KeyFiles.Read));
    }

    public WrappedKey Wrap(Guid id, ReadOnlySpan<byte> dataKey) => new(id, CurrentId, GcmBox.Seal(_keys[CurrentId], dataKey, id.ToByteArray()));

    /// <exception cref="CryptographicException">No master key that is set opens it.</exception>
    public byte[] Unwrap(WrappedKey key) => key.Wrapped is { } wrapped && _keys.TryGetValue(key.MasterId, out var master)
        ? GcmBox.Open(master, wrapped, key.Id.ToByteArray())
        : throw new CryptographicException($"No master key {key.MasterId} is set (Audit:MasterKeyFile, Audit:FormerMasterKeyFiles).");

    /// <summary>Keyed by the current master key, so that nobody without it can try values out.</summary>
    public string Mark(string purpose, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(HMACSHA256.HashData(_keys[CurrentId], System.Text.Encoding.UTF8.GetBytes(purpose)), System.Text.Encoding.UTF8.GetBytes(value)));

    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData([.. "telehealth master key "u8, .. key]).AsSpan(0, 8));

    // Outside of Production only: beside the one file of a SQLite clinic, else where this user's programs keep theirs.
    private static string OwnFile(StorageTarget target) => target.Engine is StorageEngine.Sqlite
        ? $"{StorageTarget.SqliteFile(target.ConnectionString)}.master-key"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "telehealth", "development.master-key");
}

/// <summary>AES-256-GCM with a random nonce in front and the tag behind.</summary>
internal static class GcmBox
{
    public const int NonceBytes = 12, TagBytes = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> about)
    {
        var box = new byte[NonceBytes + plaintext.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(box.AsSpan(0, NonceBytes), plaintext, box.AsSpan(NonceBytes, plaintext.Length), box.AsSpan(NonceBytes + plaintext.Length), about);
        return box;
    }

    /// <exception cref="CryptographicException">Another key, another subject, or changed bytes.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> about)
    {
        if (box.Length < NonceBytes + TagBytes) throw new CryptographicException("Too short to be sealed.");
        var plaintext = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(box[..NonceBytes], box.Slice(NonceBytes, plaintext.Length), box[^TagBytes..], plaintext, about);
        return plaintext;
    }
}
