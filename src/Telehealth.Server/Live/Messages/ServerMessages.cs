using System.Text.Json;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;

namespace Telehealth.Server.Live.Messages;

/// <summary>One version of a visit, as this audience may see it. Every audience gets every version, in order.</summary>
/// <param name="Version">Drop what you have; on a gap wait 250 ms, then JoinVisit with the version you have.</param>
/// <param name="Events">What happened, as far as this audience may know; may be empty.</param>
/// <param name="View">The visit after it.</param>
public sealed record VisitChanged(VisitId VisitId, long Version, Instant At, IReadOnlyList<EventView> Events, VisitView? View);

/// <summary>The place in line moved without a change to the visit.</summary>
public sealed record PlaceChanged(VisitId VisitId, int Place, int Ahead, EstimatedWaitView? EstimatedWait);

/// <summary>Somebody came, was lost or went. Exactly one of the ids, or both for a clinician in the visit.</summary>
public sealed record PresenceChanged(VisitId VisitId, ParticipantId? ParticipantId, StaffId? StaffId, Presence Presence);

/// <summary>What one side of a call says of it: Reconnecting while it is being brought back, Lost when that takes long.</summary>
public enum MediaConnection { Connected, Reconnecting, Lost }

/// <summary>The video of one person does not come through, or does again, as their own device says. To the visit's staff; said again every ten seconds while it lasts.</summary>
public sealed record MediaChanged(VisitId VisitId, ParticipantId ParticipantId, MediaConnection Connection);

/// <summary>One chat message. Numbers count per visit from 1; a gap is read by GetMessages.</summary>
public sealed record ChatMessage(VisitId VisitId, long Number, ChatSender From, string Text, Instant At, Guid? ClientMessageId);

/// <param name="Role">A ParticipantRole or a staff role.</param>
public sealed record ChatSender(ParticipantId? ParticipantId, string Role, string? Name);

/// <summary>A signal from another holder of a grant for the same room.</summary>
public sealed record SignalRelayed(VisitId VisitId, ParticipantId FromParticipantId, JsonElement Payload);

/// <summary>Something that wants a person's eye.</summary>
/// <param name="Code">CLINICIAN_LATE, HOLD_LONG, SAFETY_CONCERN, SAFETY_UNACKNOWLEDGED, CONTINUATION_DENIED, SEAT_ASKED, ATTESTATION_AGEING, AUTHORITY_ENDS_SOON, INTERPRETER_MISSING, LOCAL_MIDNIGHT_PASSED, MEDIA_BLOCKED.</param>
public sealed record LiveAlert(VisitId? VisitId, string Code, string? Text, Instant At);

/// <summary>What you have may be old: JoinVisit without a version.</summary>
public sealed record Resync(VisitId VisitId);

/// <summary>This server is about to stop: connect anew at a random moment within so many seconds.</summary>
public sealed record ServerDraining(int ReconnectWithin);

/// <summary>Rows to put in or replace, and visits to take off the board.</summary>
public sealed record BoardChanged(Instant At, IReadOnlyList<BoardRow> Rows, IReadOnlyList<VisitId> Removed);

/// <summary>How the log is sealed, as this server sees it.</summary>
/// <param name="State">Starting, Sealing, Standby, Waiting or Refusing.</param>
/// <param name="PendingSeconds">Age of the oldest record that has no leaf yet.</param>
/// <param name="Alarm">Somebody has to look: a record waits too long, the log must not be signed, or the second store does not take its heads.</param>
public sealed record LogNews(string State, long PendingSeconds, bool Alarm);

/// <summary>Counts of what is going on.</summary>
public sealed record Operations(Instant At, int Connections, int WatchedVisits, IReadOnlyDictionary<string, int> Visits, int OpenConcerns, bool Draining, LogNews Log);
