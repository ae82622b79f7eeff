using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

/// <summary>One chat message; personal. Numbered per visit from 1, without gaps.</summary>
internal sealed class MessageRow
{
    public required VisitId VisitId { get; init; }
    public required long Number { get; init; }

    /// <summary>The participant's or the member of staff's id; with <see cref="ClientMessageId"/> unique on the visit.</summary>
    public required Guid SenderId { get; init; }

    /// <summary>Null when a member of staff who is not in the visit wrote.</summary>
    public ParticipantId? ParticipantId { get; init; }

    public StaffId? StaffId { get; init; }
    public required string Text { get; init; }
    public required Instant At { get; init; }
    public required Guid ClientMessageId { get; init; }
}
