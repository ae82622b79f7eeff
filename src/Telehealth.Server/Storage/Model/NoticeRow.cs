using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Storage.Model;

/// <summary>One message to one person through one channel: that it was, when, and what became of it. Never its text, never its address.</summary>
internal sealed class NoticeRow
{
    /// <summary>A vendor's callback carries it back.</summary>
    public required Guid Id { get; init; }

    public required VisitId VisitId { get; init; }
    public required ParticipantId ParticipantId { get; init; }
    public required NoticeKind Kind { get; init; }
    public required NoticeChannel Channel { get; init; }

    /// <summary>What asked for it; unique with the channel, so that the same cause makes one notice.</summary>
    public required string Cause { get; init; }

    /// <summary>The start of the visit as it was when the notice was planned.</summary>
    public required Instant StartsAt { get; init; }

    public NoticeStatus Status { get; set; }
    public string? VendorId { get; set; }

    /// <summary>A stable code of ours that says why; null where all went well.</summary>
    public string? Code { get; set; }

    public required Instant At { get; init; }
    public required Instant UpdatedAt { get; set; }

    /// <summary>What only its sending needs and nothing else holds (a link's token, a guest's address), under Data Protection; gone once it was sent or given up.</summary>
    public string? Secret { get; set; }
}

/// <summary>An address that asked for no more messages, or that a vendor says did. Known by a keyed hash only.</summary>
internal sealed class SuppressionRow
{
    /// <summary>HMAC-SHA-256 of channel and address, lower-case hex.</summary>
    public required string AddressHash { get; init; }

    public required NoticeChannel Channel { get; init; }
    public required Instant At { get; init; }
}

/// <summary>The one key of the hashes above, made once and kept under Data Protection.</summary>
internal sealed class NoticeKeyRow
{
    public required int Id { get; init; }
    public required string Protected { get; init; }
}
