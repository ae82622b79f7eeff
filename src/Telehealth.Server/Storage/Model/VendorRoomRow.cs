using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

/// <summary>Which visit a room at the vendor belongs to, also after the visit went on in another one.</summary>
internal sealed class VendorRoomRow
{
    /// <summary>The vendor's id.</summary>
    public required string RoomId { get; init; }

    public required string VideoProvider { get; init; }
    public required VisitId VisitId { get; init; }

    /// <summary>When the vendor said that it ended; null while it is not known to have.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>When, after its end, its attendance was last compared with the vendor's; null while that is still to do.</summary>
    public Instant? ReconciledAt { get; set; }
}
