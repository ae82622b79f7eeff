using Telehealth.Ledger.Tiles;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>A record that waits for its leaf.</summary>
internal sealed record QueuedRecord(long Id, byte[] Bytes);

/// <summary>What is written in one transaction: leaves one behind the other, the tiles that they filled, and their records out of the queue.</summary>
/// <param name="FirstLeaf">Leaf index of the first record.</param>
internal sealed record SealBatch(long OriginNumber, long FirstLeaf, IReadOnlyList<long> RecordIds, IReadOnlyList<byte[]> LeafHashes, IReadOnlyList<FullTile> Tiles);
