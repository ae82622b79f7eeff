using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Notices;

/// <summary>Between the cause of a notice and its sending the visit goes on; what no longer helps anybody is dropped.</summary>
public static class NoticeRelevance
{
    /// <summary>An old "now" is worse than none.</summary>
    private static readonly Duration NowLasts = Duration.FromMinutes(15);

    /// <param name="startsAt">The start that the notice was planned for.</param>
    /// <param name="plannedAt">When it was planned.</param>
    /// <returns>Why it is dropped, a stable code; null when it is to be sent.</returns>
    public static string? DropReason(NoticeKind kind, Visit visit, ParticipantId person, Instant startsAt, Instant plannedAt, Instant now)
    {
        if (visit.Find(person) is not { State: not ParticipantState.Removed } participant) return "REMOVED";
        if (kind is not NoticeKind.VisitCancelled && visit.Phase is VisitPhase.Closed) return "CLOSED";
        return kind switch
        {
            NoticeKind.Invitation or NoticeKind.VisitCancelled => null,
            NoticeKind.VisitRescheduled => visit.StartsAt == startsAt ? null : "MOVED",
            NoticeKind.Reminder => visit.StartsAt != startsAt ? "MOVED" : visit.Phase is not VisitPhase.Scheduled ? "ARRIVED" : now >= startsAt ? "STARTED" : null,
            NoticeKind.ClinicianReady or NoticeKind.ClinicianLate =>
                now - plannedAt > NowLasts ? "TOO_LATE" : participant.State is ParticipantState.Admitted || visit.StartedAt is not null ? "ARRIVED" : null,
        };
    }

    /// <summary>A reminder that falls due late gives way to the next one, so that nobody gets two at once.</summary>
    public static bool IsOvertaken(Instant startsAt, int minutesBefore, IEnumerable<int> reminders, Instant now) =>
        reminders.Any(m => m < minutesBefore && startsAt - Duration.FromMinutes(m) <= now);
}
