using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

/// <summary>Pending, then Sending while claimed, then Done; Dead after the last try; Unknown when an at-most-once effect may or may not have happened.</summary>
internal enum OutboxState { Pending, Sending, Done, Dead, Unknown }

/// <summary>One effect on the outside world, written in the transaction that caused it.</summary>
internal sealed class OutboxRow
{
    public required Guid Id { get; init; }

    /// <summary>Names the handler.</summary>
    public required string Kind { get; init; }

    public VisitId? VisitId { get; init; }

    /// <summary>JSON for the handler; ids only.</summary>
    public required string Payload { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>Not tried before this instant.</summary>
    public required Instant DueAt { get; set; }

    public OutboxState State { get; set; }
    public int Attempts { get; set; }
    public string? ClaimedBy { get; set; }
    public Instant? ClaimedUntil { get; set; }
    public Instant? DoneAt { get; set; }

    /// <summary>A stable code, never a vendor's text.</summary>
    public string? LastErrorCode { get; set; }
}
