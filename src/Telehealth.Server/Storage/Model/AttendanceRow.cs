using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

/// <summary>Left: the vendor told of this stay's end. RoomEnded: only of the room's.</summary>
internal enum AttendanceEnd { Left, RoomEnded }

/// <summary>One stay of one device in the video room, from the vendor's callbacks.</summary>
internal sealed class AttendanceRow
{
    /// <summary>The vendor's id of the stay.</summary>
    public required string ConnectionId { get; init; }

    public required string RoomId { get; init; }
    public required VisitId VisitId { get; init; }
    public required ParticipantId ParticipantId { get; init; }

    /// <summary>Null while only the end is known.</summary>
    public Instant? From { get; set; }

    /// <summary>Null while still there.</summary>
    public Instant? To { get; set; }

    public AttendanceEnd? End { get; set; }

    /// <summary>One of its ends was not told by a callback but found when our rooms were compared with the vendor's.</summary>
    public bool Reconciled { get; set; }
}
