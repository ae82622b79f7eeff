using NodaTime;

namespace Telehealth.Domain.Visits;

/// <summary>Something outside the database that must follow a commit: an outbox row in the same transaction. Each is safe to do twice.</summary>
public abstract record VisitEffect;

public sealed record RemoveFromRoom(VisitRoom Room, ParticipantId ParticipantId) : VisitEffect;

public sealed record CompleteRoom(VisitRoom Room) : VisitEffect;

/// <summary>The visit has a room at a vendor: what the vendor tells of it belongs to this visit.</summary>
public sealed record RememberRoom(VisitRoom Room) : VisitEffect;

/// <summary>The vendor ended the room under a visit that goes on: it gets a new one.</summary>
public sealed record RemakeRoom(VisitRoom Room) : VisitEffect;

public sealed record RevokeLink(ParticipantId ParticipantId) : VisitEffect;

/// <summary>That person's sessions end now.</summary>
public sealed record EndSession(ParticipantId ParticipantId) : VisitEffect;

/// <summary>All participants' sessions end then; staff's do not.</summary>
public sealed record EndSessionsAt(Instant At) : VisitEffect;

/// <summary>A message to a person, in neutral words. Invitations and reminders do not come from here: only who makes a link can send it.</summary>
public sealed record Notice(NoticeKind Kind, ParticipantId ParticipantId) : VisitEffect;

/// <summary>The visit has this start: the patient is reminded of it in time. A reminder of another start is dropped when it falls due.</summary>
public sealed record PlanReminders(ParticipantId ParticipantId, Instant StartsAt) : VisitEffect;

/// <summary>An item on the front desk's list, but <see cref="WorkItemKind.SafetyContinuation"/>, which stands in the Admin's review queue.</summary>
public sealed record WorkItem(WorkItemKind Kind) : VisitEffect;

public enum NoticeKind { VisitRescheduled, VisitCancelled, ClinicianLate, Invitation, Reminder, ClinicianReady }

public enum WorkItemKind { CheckInRefused, CallbackRequested, ClinicianLate, HoldLong, SafetyConcern, WrongPerson, SafetyContinuation }
