using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

/// <summary>One line of the log, for reads. The table is hand-written SQL and refuses change; the bytes are the record, all else is an index over them.</summary>
internal sealed class RecordRow
{
    /// <summary>Order of arrival in this database; keyset paging goes by <see cref="At"/>, then this.</summary>
    public long Id { get; init; }

    public required string Stream { get; init; }

    /// <summary>Counts the stream's records from 1; 0 outside any chain.</summary>
    public required long Seq { get; init; }

    public Instant At { get; init; }
    public required string Code { get; init; }
    public VisitId? VisitId { get; init; }
    public PatientId? PatientId { get; init; }
    public ActorKind ActorKind { get; init; }

    /// <summary>The staff or participant id of who did it; null for the system and vendors.</summary>
    public Guid? ActorId { get; init; }

    public ParticipantId? ParticipantId { get; init; }

    /// <summary>The member of staff whom the record is about.</summary>
    public StaffId? StaffId { get; init; }

    public bool Refused { get; init; }
    public required string Hash { get; init; }
    public required byte[] Bytes { get; init; }
}
