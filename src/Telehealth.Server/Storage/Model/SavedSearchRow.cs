using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

internal enum SavedSearchState { Running, Done, Full, Cancelled, Failed }

/// <summary>A search that runs by itself, page after page, and keeps what it found for some days. Hand-written table.</summary>
internal sealed class SavedSearchRow
{
    public required Guid Id { get; init; }

    /// <summary>Canonical text; ids and codes only.</summary>
    public required string Query { get; init; }

    public required Instant FromAt { get; init; }

    /// <summary>Not in it.</summary>
    public required Instant ToAt { get; init; }

    public required StaffId CreatedBy { get; init; }
    public required Instant CreatedAt { get; init; }
    public required SavedSearchState State { get; set; }

    /// <summary>Where it goes on, towards the older: time of the last record that was found, or how far it has looked.</summary>
    public required Instant PlaceAt { get; set; }

    public required long PlaceRecord { get; set; }
    public long Found { get; set; }
    public Instant? FinishedAt { get; set; }

    /// <summary>Until then one node is at it.</summary>
    public Instant? ClaimedUntil { get; set; }
}

/// <summary>One record that a saved search found. Hand-written table.</summary>
internal sealed class SavedHitRow
{
    public required Guid SearchId { get; init; }
    public required Instant At { get; init; }
    public required long RecordId { get; init; }
}
