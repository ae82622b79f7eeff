using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Storage.Model;

/// <summary>One join link: 256 random bits, of which only the hash is here. Bound to one participant of one visit.</summary>
internal sealed class LinkRow
{
    public required Guid Id { get; init; }
    public required VisitId VisitId { get; init; }
    public required ParticipantId ParticipantId { get; init; }
    public required ParticipantRole Role { get; init; }

    /// <summary>SHA-256 of the token, lower-case hex; unique.</summary>
    public required string TokenHash { get; init; }

    public required Instant CreatedAt { get; init; }
    public required Instant ExpiresAt { get; set; }
    public Instant? RevokedAt { get; set; }
}
