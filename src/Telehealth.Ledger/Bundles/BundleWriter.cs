using System.IO.Compression;
using System.Security.Cryptography;

namespace Telehealth.Ledger.Bundles;

/// <summary>
/// Writes a bundle file after file, none of them held in memory, to a folder or as a zip. The manifest comes last: until it stands, there is
/// no bundle.
/// </summary>
public sealed class BundleWriter : IAsyncDisposable
{
    private static readonly ReadOnlyMemory<byte> LineFeed = new([(byte)'\n']);
    private readonly Func<string, CancellationToken, Task<Stream>> _create;
    private readonly ZipArchive? _zip;
    private readonly List<BundleFile> _files = [];
    private bool _finished;

    private BundleWriter(Func<string, CancellationToken, Task<Stream>> create, ZipArchive? zip) => (_create, _zip) = (create, zip);

    /// <summary>Into a folder, which is made when it is not there; files of the same names in it are overwritten.</summary>
    public static BundleWriter ToFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        return new((name, _) => Task.FromResult<Stream>(new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.None)), null);
    }

    /// <summary>As a zip. The stream need not seek, and stays open; it is written to synchronously only where a file's writer does so.</summary>
    /// <param name="at">The time that the zip says of its files.</param>
    public static async Task<BundleWriter> ToZipAsync(Stream to, DateTimeOffset at, CancellationToken cancellation)
    {
        var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
        return new((name, c) => OpenEntryAsync(zip, name, at, c), zip);
    }

    /// <summary>One file; its bytes are whatever is written to the stream.</summary>
    /// <returns>How the manifest will name it.</returns>
    public async Task<BundleFile> AddAsync(string name, BundleFileKind kind, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        if (!BundleNames.IsName(name) || name == BundleNames.Manifest || _files.Any(f => f.Name == name || f.Kind == kind)) throw new ArgumentException("No such file, or not twice.", nameof(name));
        var stream = await _create(name, cancellation);
        BundleFile file;
        await using (stream)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var counted = new HashedStream(stream, hash);
            await write(counted, cancellation);
            await counted.FlushAsync(cancellation);
            file = new(name, counted.Length, Convert.ToHexStringLower(hash.GetHashAndReset()), kind);
        }

        _files.Add(file);
        return file;
    }

    /// <summary>One file, a line for each of the values, which hold no line feed.</summary>
    public Task<BundleFile> AddLinesAsync(string name, BundleFileKind kind, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken cancellation) => AddAsync(
        name, kind, async (stream, c) =>
        {
            await foreach (var line in lines.WithCancellation(c))
            {
                await stream.WriteAsync(line, c);
                await stream.WriteAsync(LineFeed, c);
            }
        },
        cancellation);

    public Task<BundleFile> AddAsync(string name, BundleFileKind kind, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        AddAsync(name, kind, async (stream, c) => await stream.WriteAsync(bytes, c), cancellation);

    /// <summary>Writes the manifest and ends the zip.</summary>
    public async Task<BundleManifest> FinishAsync(BundleHead head, CancellationToken cancellation)
    {
        if (head.Problem() is { } problem) throw new ArgumentException($"The bundle is not what its head says: {problem}.", nameof(head));
        if (_finished) throw new InvalidOperationException("The bundle is finished.");
        _finished = true;
        var manifest = new BundleManifest(head, [.. _files]);
        await using (var stream = await _create(BundleNames.Manifest, cancellation)) await stream.WriteAsync(manifest.ToBytes(), cancellation);
        if (_zip is not null) await _zip.DisposeAsync();
        return manifest;
    }

    /// <summary>What was begun and not finished has no manifest, and so is no bundle.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_zip is not null && !_finished) await _zip.DisposeAsync();
    }

    private static Task<Stream> OpenEntryAsync(ZipArchive zip, string name, DateTimeOffset at, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = at;
        return entry.OpenAsync(cancellation);
    }
}
