using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Storage.Model;

/// <summary>A visit as last committed, for reads. Written by the visit desk alone; saving one through the context is refused.</summary>
internal sealed class VisitRow
{
    public required VisitId Id { get; init; }
    public long Version { get; init; }
    public long RecordSeq { get; init; }
    public required string RecordHead { get; init; }
    public Instant LastRecordAt { get; init; }
    public VisitPhase Phase { get; init; }
    public VisitOutcome? Outcome { get; init; }
    public PatientId PatientId { get; init; }
    public StaffId? ClinicianId { get; init; }
    public VisitKind Kind { get; init; }
    public Instant StartsAt { get; init; }
    public Instant PlannedEnd { get; init; }
    public required string Zone { get; init; }

    /// <summary>USPS code of the attested place; null when unknown or outside the US.</summary>
    public string? State { get; init; }

    public Instant? WaitingSince { get; init; }

    /// <summary>When the next rule of time may have something to say; null when none can.</summary>
    public Instant? NextDueAt { get; init; }

    /// <summary>The whole visit, personal part included (<c>VisitSnapshots</c>).</summary>
    public required byte[] Snapshot { get; init; }

    /// <summary>Number of the record of the last evaluation, to be shown; null before the first.</summary>
    public long? EvaluatedSeq { get; init; }
}
