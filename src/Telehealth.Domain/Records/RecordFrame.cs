using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>Who did it, as a record says it.</summary>
/// <param name="Id">Of the member of staff or the participant; null for the system and the video vendor.</param>
/// <param name="Role">The participant's role, or the roles of staff joined by <c>+</c>.</param>
public sealed record RecordActor(ActorKind Kind, Guid? Id, string? Role);

/// <summary>Whom a record is about: opaque ids, those that there are.</summary>
public sealed record RecordSubject(VisitId? Visit = null, PatientId? Patient = null, ParticipantId? Participant = null, StaffId? Staff = null);

/// <summary>Where a visit stood: every record of one commit has the same versions, and the phase moves along with its entries.</summary>
public sealed record VisitStanding(VisitPhase Phase, long Version);

/// <summary>What every record of a visit holds around its own content.</summary>
/// <param name="Prev">Hash of the stream's record before; 64 zeros for the first.</param>
/// <param name="Detail">The commitment to the personal part; null where there is none.</param>
public sealed record RecordFrame(
    string Stream, long Seq, string Prev, Instant At, string Code, RecordActor Actor, RecordSubject Subject,
    VisitStanding Before, VisitStanding After, System.Collections.Immutable.ImmutableArray<string> Reasons, string? Detail);

/// <summary>One record of a visit, read back: its frame, and what happened. An event comes without its personal part unless that was opened.</summary>
public sealed record VisitRecord(RecordFrame Frame, VisitEntry Entry);
