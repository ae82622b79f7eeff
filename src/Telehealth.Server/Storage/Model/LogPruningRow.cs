using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>A range of records that retention removed; their leaves, hashes and tiles stay. Hand-written table, refuses change.</summary>
internal sealed class LogPruningRow
{
    /// <summary>The first leaf index that was kept: everything before it is pruned.</summary>
    public long PrunedBefore { get; init; }

    /// <summary>The first leaf index of the range.</summary>
    public long FromLeaf { get; init; }

    /// <summary>The latest time of a record in the range.</summary>
    public Instant LastAt { get; init; }

    /// <summary>SHA-256 of the manifest of the archive that holds the range, lower-case hex.</summary>
    public required string Archive { get; init; }

    public Instant PrunedAt { get; init; }
}
