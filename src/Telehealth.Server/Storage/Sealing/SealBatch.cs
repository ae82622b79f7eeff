using Telehealth.Ledger.Tiles;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>A record that waits for its leaf.</summary>
internal sealed record QueuedRecord(long Id, byte[] LeafHash);

/// <summary>What is written in one transaction: leaves one behind the other, the tiles that they filled, and their records out of the queue.</summary>
/// <param name="firstLeaf">Leaf index of the first record.</param>
internal sealed class SealBatch(long originNumber, long firstLeaf)
{
    private readonly List<long> _records = [];
    private readonly List<byte[]> _hashes = [];
    private readonly List<FullTile> _tiles = [];

    public long OriginNumber => originNumber;
    public long FirstLeaf => firstLeaf;
    public int Count => _records.Count;
    public IReadOnlyList<long> RecordIds => _records;
    public IReadOnlyList<byte[]> LeafHashes => _hashes;
    public IReadOnlyList<FullTile> Tiles => _tiles;

    /// <summary>Puts the record behind the others, and its leaf on the tree's edge.</summary>
    public void Add(QueuedRecord record, TileFrontier edge)
    {
        edge.Append(record.LeafHash, _tiles);
        _records.Add(record.Id);
        _hashes.Add(record.LeafHash);
    }
}
