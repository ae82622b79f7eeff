using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>What the vendor told of one text message, kept before it is answered and applied afterwards. Neither a number nor a text.</summary>
internal sealed class MessageEventRow
{
    public required Guid Id { get; init; }

    /// <summary>The same news told twice has the same one; unique.</summary>
    public required string DedupKey { get; init; }

    /// <summary>What happened, in the vendor's word; <c>in:</c> and our own word for a message that came in.</summary>
    public required string Kind { get; init; }

    /// <summary>The vendor's id of the message.</summary>
    public required string MessageId { get; init; }

    /// <summary>The notice that the message carries, as its callback says; null for messages that are not ours.</summary>
    public Guid? NoticeId { get; init; }

    /// <summary>The vendor's number for what went wrong.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>The order in which news is applied: the vendor gives no time.</summary>
    public required Instant ReceivedAt { get; init; }

    public VendorEventState State { get; set; }

    /// <summary>Why it changed nothing; null unless Ignored.</summary>
    public string? Reason { get; set; }

    public Instant? DecidedAt { get; set; }
}
