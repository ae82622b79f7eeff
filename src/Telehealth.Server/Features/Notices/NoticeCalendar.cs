using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.Notices;

/// <summary>
/// The entry in a person's calendar. It follows the visit: one UID for good, a sequence that grows with each change. It holds no link, since
/// calendars are shared and a reissued link would leave a dead one behind.
/// </summary>
internal static class NoticeCalendar
{
    /// <param name="summary">Neutral words.</param>
    /// <param name="from">The clinic's address, the organizer.</param>
    /// <returns>Null for kinds that change nothing in a calendar.</returns>
    public static CalendarFile? Of(NoticeKind kind, Visit visit, ParticipantId person, string summary, string from, string to)
    {
        if (kind is not (NoticeKind.Invitation or NoticeKind.VisitRescheduled or NoticeKind.VisitCancelled)) return null;
        var cancelled = kind is NoticeKind.VisitCancelled;
        var method = cancelled ? CalendarMethods.Cancel : CalendarMethods.Request;
        var calendar = new Calendar { Method = method, ProductId = "-//Telehealth//Visits//EN" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(visit.Zone, visit.StartsAt.ToDateTimeUtc().AddYears(-1), includeHistoricalData: false));
        var entry = new CalendarEvent
        {
            Uid = $"{person}@{from[(from.LastIndexOf('@') + 1)..]}", Sequence = (int)visit.Version, Summary = summary, Start = Local(visit.StartsAt, visit.Zone),
            End = Local(visit.PlannedEnd, visit.Zone), Status = cancelled ? EventStatus.Cancelled : EventStatus.Confirmed, Class = "PRIVATE",
            Organizer = new Organizer($"mailto:{from}"),
        };
        entry.Attendees.Add(new Attendee($"mailto:{to}") { Rsvp = false, ParticipationStatus = EventParticipationStatus.Accepted });
        calendar.Events.Add(entry);
        return new CalendarFile(method, new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalDateTime Local(Instant at, string zone) => new(at.InZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeUnspecified(), zone);
}

internal static class CalendarMethods
{
    public const string Request = "REQUEST", Cancel = "CANCEL";
}
