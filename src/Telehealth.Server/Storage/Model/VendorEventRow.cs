using NodaTime;

namespace Telehealth.Server.Storage.Model;

internal enum VendorEventState { Pending, Applied, Ignored }

/// <summary>One callback of the video vendor, kept before it is answered and applied afterwards. Opaque ids only.</summary>
internal sealed class VendorEventRow
{
    public required Guid Id { get; init; }

    /// <summary>The same event told twice has the same one; unique.</summary>
    public required string DedupKey { get; init; }

    /// <summary>What happened, in the vendor's word.</summary>
    public required string Kind { get; init; }

    /// <summary>The vendor's id of the room.</summary>
    public required string RoomId { get; init; }

    /// <summary>The vendor's id of one device's stay; null for events of the room.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The identity that our token gave; null for events of the room.</summary>
    public string? Identity { get; init; }

    /// <summary>When it happened by the vendor's clock: the order in which events are applied.</summary>
    public required Instant At { get; init; }

    public required Instant ReceivedAt { get; init; }
    public VendorEventState State { get; set; }

    /// <summary>No callback told of it: it was found when our rooms were compared with the vendor's.</summary>
    public bool Reconciled { get; init; }

    /// <summary>Why it changed nothing; null unless Ignored.</summary>
    public string? Reason { get; set; }

    public Instant? DecidedAt { get; set; }
}
