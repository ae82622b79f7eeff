using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>A record that was committed and has no leaf yet. Filled by a trigger, emptied by the sealer. Hand-written table.</summary>
internal sealed class QueuedRecordRow
{
    public long RecordId { get; init; }
}

/// <summary>A record's place in the sealed log. Hand-written table, refuses change.</summary>
internal sealed class RecordLeafRow
{
    /// <summary>Without a gap from 0, over all origins: nothing ever arrives behind it.</summary>
    public long LeafIndex { get; init; }

    public long RecordId { get; init; }

    /// <summary>SHA-256 of 0x00 and the record's bytes.</summary>
    public required byte[] LeafHash { get; init; }
}

/// <summary>One tree of the log; a second begins only after a restored backup. Hand-written table, refuses change.</summary>
internal sealed class LogOriginRow
{
    /// <summary>From 1.</summary>
    public long Number { get; init; }

    public required string Origin { get; init; }

    /// <summary>The leaf index that is number 0 of this tree.</summary>
    public long FirstLeaf { get; init; }

    public Instant StartedAt { get; init; }
}

/// <summary>A public key that this log's heads were signed with. Hand-written table, refuses change.</summary>
internal sealed class LogKeyRow
{
    public required string Origin { get; init; }

    /// <summary>The verifier key as others' software takes it: name, key id and public key.</summary>
    public required string Vkey { get; init; }

    /// <summary>The size of the tree when it came.</summary>
    public long SinceSize { get; init; }

    public Instant AddedAt { get; init; }
}

/// <summary>A full tile of 256 hashes; the partial ones are computed. Hand-written table, refuses change.</summary>
internal sealed class LogTileRow
{
    public long OriginNumber { get; init; }
    public long Level { get; init; }
    public long TileIndex { get; init; }
    public required byte[] Hashes { get; init; }
}

/// <summary>A signed head. Hand-written table, refuses change, and grows only.</summary>
internal sealed class CheckpointRow
{
    public required string Origin { get; init; }

    /// <summary>Leaves of this origin's tree.</summary>
    public long Size { get; init; }

    public required byte[] Root { get; init; }

    /// <summary>The signed note as published.</summary>
    public required string Note { get; init; }

    public Instant SignedAt { get; init; }
}
