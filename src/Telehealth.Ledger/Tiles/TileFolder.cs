namespace Telehealth.Ledger.Tiles;

/// <summary>A log as files (C2SP tlog-tiles): <c>checkpoint</c> and <c>tile/…</c> under one folder. A partial tile may be cut out of a wider one.</summary>
public sealed class TileFolder(string folder) : ITileSource
{
    /// <summary>The signed note.</summary>
    public Task<string> ReadCheckpointAsync(CancellationToken cancellation) => File.ReadAllTextAsync(Path.Combine(folder, "checkpoint"), cancellation);

    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(TilePath path, CancellationToken cancellation)
    {
        var bytes = await ReadFileAsync(path, cancellation);
        return bytes.Length >= path.Width * MerkleHash.Size ? bytes.AsMemory(0, path.Width * MerkleHash.Size) : throw new TileMissingException(path);
    }

    /// <summary>The entries of the level-0 tile of that index, as many as the width.</summary>
    /// <exception cref="TileMissingException">They are not there, or fewer.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadEntriesAsync(long index, int width, CancellationToken cancellation)
    {
        var path = new TilePath(TilePath.Entries, index, width);
        return EntryBundle.TryRead(await ReadFileAsync(path, cancellation)) is { } entries && entries.Count >= width ? [.. entries.Take(width)] : throw new TileMissingException(path);
    }

    private async Task<byte[]> ReadFileAsync(TilePath path, CancellationToken cancellation)
    {
        try
        {
            var exact = Path.Combine(folder, path.ToString());
            return await File.ReadAllBytesAsync(File.Exists(exact) ? exact : Path.Combine(folder, (path with { Width = TilePath.FullWidth }).ToString()), cancellation);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TileMissingException(path, missing);
        }
    }
}
