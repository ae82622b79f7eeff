using Telehealth.Domain;
using Telehealth.Server.Doors;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Tells a visit's audiences who came, was lost or went; and the board and the line, which pass by whoever is away.</summary>
internal sealed class PresenceNews(WatchedVisits visits, PresenceBook book, Delivery delivery, LinePlaces places, TimeProvider time) : IPresenceListener
{
    public void PresenceChanged(VisitId visit, PersonOnVisit person)
    {
        if (visits.Find(visit) is not { Latest: { } latest } watched) return;
        var participant = person.Participant ?? latest.Visit.Participants.FirstOrDefault(p => p.StaffId is not null && p.StaffId == person.Staff)?.Id;
        var presence = book.PresenceOf(visit, person, time.Now());
        var message = new PresenceChanged(visit, participant, person.Staff, presence);
        // Who came is shown in their own snapshot; who went is not there to hear.
        delivery.Tell(watched, client => client.PresenceChanged(message), but: audience => audience.Participant is { } own && own == participant);
        if (participant == latest.Visit.Patient?.Id) places.Reorder(visit);
    }
}
