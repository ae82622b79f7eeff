using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

internal enum WorkItemKind { LinkLocked, HelpAsked, CheckInRefused, CallbackRequested, ClinicianLate, HoldLong, SafetyConcern, NumberFlagged, NoticeUnknown, WrongPerson, SafetyContinuation }

/// <summary>Something that the front desk has to do.</summary>
internal sealed class WorkItem
{
    public required Guid Id { get; init; }
    public required WorkItemKind Kind { get; init; }
    public VisitId? VisitId { get; init; }

    /// <summary>What caused it, so that the same cause adds it once; unique where given.</summary>
    public string? Cause { get; init; }

    public required Instant At { get; init; }
    public Instant? DoneAt { get; set; }
    public StaffId? DoneBy { get; set; }
}
