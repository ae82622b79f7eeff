using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Telehealth.Ledger.Bundles;

/// <summary>
/// Opens a bundle that a stranger handed over. Nothing is written to the disk, no name leads out of the bundle, and of no file more is read
/// than the manifest announces, so that neither a crafted name nor a crafted zip does harm. It says whether the files are those of the
/// manifest; whether the manifest tells the truth is for the proofs.
/// </summary>
public sealed class BundleReader : IDisposable
{
    /// <summary>A bundle has a dozen files; more than this is none.</summary>
    public const int MostFiles = 32;

    private const int LargestManifest = 1 << 20;
    private const int LargestSmallFile = 1 << 20;
    private const int LongestLine = 256 * 1_024;
    private readonly IBundleStore _store;

    private BundleReader(IBundleStore store, BundleManifest manifest, byte[] manifestBytes) =>
        (_store, Manifest, ManifestHash) = (store, manifest, Convert.ToHexStringLower(SHA256.HashData(manifestBytes)));

    public BundleManifest Manifest { get; }

    public BundleHead Head => Manifest.Head;

    /// <summary>SHA-256 of the manifest's bytes, lower-case hex. It stands for the whole bundle.</summary>
    public string ManifestHash { get; }

    /// <summary>Opens a folder or a zip.</summary>
    /// <exception cref="BundleUnusableException">It is neither, or has no readable manifest.</exception>
    public static BundleReader Open(string path)
    {
        IBundleStore? store = null;
        try
        {
            store = Directory.Exists(path) ? new BundleFolder(path) : new BundleZip(path);
            if (store.Files.Count > MostFiles) throw new BundleUnusableException("There are more files than a bundle has.");
            var bytes = ReadWhole(store, BundleNames.Manifest, LargestManifest) ?? throw new BundleUnusableException($"There is no {BundleNames.Manifest}: this is no bundle, or its export was cut off.");
            var manifest = BundleManifest.TryRead(bytes) ?? throw new BundleUnusableException($"{BundleNames.Manifest} cannot be read as one of the format {BundleHead.Format}.");
            return new(store, manifest, bytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            store?.Dispose();
            throw new BundleUnusableException($"It cannot be opened: {fault.Message}", fault);
        }
        catch
        {
            store?.Dispose();
            throw;
        }
    }

    /// <summary>What is there and not in the manifest. Nothing in such a file is vouched for.</summary>
    public IReadOnlyList<string> Unnamed => [.. _store.Files.Keys.Where(f => f != BundleNames.Manifest && Manifest.Files.All(m => m.Name != f)).Order(StringComparer.Ordinal)];

    /// <summary>Whether the file is there and is, byte for byte, the one that the manifest names.</summary>
    /// <returns>Plain words; null when it is.</returns>
    public async Task<string?> ProblemOfAsync(BundleFile file, CancellationToken cancellation)
    {
        if (!_store.Files.TryGetValue(file.Name, out var length)) return "it is missing";
        if (length != file.Bytes) return $"it has {length} bytes, and the manifest says {file.Bytes}: it was cut off or changed";
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[128 * 1_024];
            await using var stream = _store.Open(file.Name);
            var total = 0L;
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
            {
                total += read;
                if (total > file.Bytes) return "it has more bytes than the manifest says";
                hash.AppendData(buffer, 0, read);
            }

            if (total != file.Bytes) return "it has fewer bytes than the manifest says: it was cut off";
            return Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Sha256 ? null : "its bytes are not those that the manifest names: it was changed after the export";
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return $"it cannot be read: {fault.Message}";
        }
    }

    /// <summary>A small file whole.</summary>
    /// <returns>Null when there is none of that kind, or it is too large to be one.</returns>
    public ReadOnlyMemory<byte>? Read(BundleFileKind kind) => Manifest.Find(kind) is { } file && ReadWhole(_store, file.Name, LargestSmallFile) is { } bytes ? bytes : null;

    /// <summary>A large file, to be read once; at most as much of it as the manifest says.</summary>
    /// <returns>Null when there is none of that kind.</returns>
    public Stream? OpenFile(BundleFileKind kind) =>
        Manifest.Find(kind) is { } file && _store.Files.ContainsKey(file.Name) ? _store.Open(file.Name) : null;

    /// <summary>The lines of a file, each without its line feed; none when there is no such file. A last line without one is a line.</summary>
    /// <exception cref="BundleUnusableException">A line is longer than any that a bundle has.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(BundleFileKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (OpenFile(kind) is not { } stream) yield break;
        await using (stream)
        {
            var (buffer, start, end) = (new byte[64 * 1_024], 0, 0);
            while (true)
            {
                for (int at; (at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0; start += at + 1) yield return buffer.AsSpan(start, at).ToArray();
                if (end - start > LongestLine) throw new BundleUnusableException($"A line of {Manifest.Find(kind)!.Name} is longer than any that a bundle has.");

                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
                if (end == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
                var read = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
                if (read == 0) break;
                end += read;
            }

            if (end > 0) yield return buffer.AsSpan(0, end).ToArray();
        }
    }

    /// <summary>The hashes of <see cref="BundleFileKind.Leaves"/>; none when there is no such file. What is left of a last one is passed over.</summary>
    public async IAsyncEnumerable<byte[]> LeavesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (OpenFile(BundleFileKind.Leaves) is not { } file) yield break;
        await using var stream = new BufferedStream(file, 64 * 1_024);
        while (true)
        {
            var hash = new byte[MerkleHash.Size];
            if (await stream.ReadAtLeastAsync(hash, hash.Length, throwOnEndOfStream: false, cancellation) < hash.Length) yield break;
            yield return hash;
        }
    }

    public void Dispose() => _store.Dispose();

    private static byte[]? ReadWhole(IBundleStore store, string name, int most)
    {
        if (!store.Files.TryGetValue(name, out var length) || length > most) return null;
        using var stream = store.Open(name);
        var bytes = new byte[length + 1];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == length ? bytes[..(int)length] : null;
    }
}
