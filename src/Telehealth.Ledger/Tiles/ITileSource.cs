namespace Telehealth.Ledger.Tiles;

/// <summary>Where tiles are read from: a database, a folder, an address.</summary>
public interface ITileSource
{
    /// <returns>The hashes of the tile, one behind the other: its width times 32 bytes.</returns>
    /// <exception cref="TileMissingException">It is not there, or too short.</exception>
    ValueTask<ReadOnlyMemory<byte>> ReadAsync(TilePath path, CancellationToken cancellation);
}

/// <summary>A tile that a tree of its size must have is not there.</summary>
public sealed class TileMissingException(TilePath path, Exception? cause = null) : Exception($"{path} is missing or too short.", cause)
{
    public TilePath Path { get; } = path;
}
