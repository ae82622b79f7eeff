using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Storage.Model;

internal enum SessionKind { Staff, Participant }

/// <summary>One sign-in, of a member of staff or of one participant of one visit; only the hash of its token is here.</summary>
internal sealed class SessionRow
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the token, lower-case hex; unique.</summary>
    public required string TokenHash { get; init; }

    public required SessionKind Kind { get; init; }
    public StaffId? StaffId { get; init; }
    public VisitId? VisitId { get; init; }
    public ParticipantId? ParticipantId { get; init; }
    public ParticipantRole? Role { get; init; }

    /// <summary>Hash of the device's own random id, so that a new device is known as one.</summary>
    public string? DeviceHash { get; init; }

    public required Instant CreatedAt { get; init; }
    public required Instant ExpiresAt { get; set; }
    public Instant? EndedAt { get; set; }
    public required Instant LastSeenAt { get; set; }
}
