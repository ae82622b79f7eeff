using Telehealth.Domain.Views;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Board;

namespace Telehealth.Server.Live;

/// <summary>Connections coming to visits and going from them.</summary>
internal sealed class Attendance(LiveConnections connections, WatchedVisits visits, PresenceBook presence, BoardWatchers board, TimeProvider time)
{
    public void Enter(Visitor visitor, Audience audience, LoadedVisit found)
    {
        if (connections.Find(visitor.ConnectionId) is not { } connection) return;
        var id = found.Visit.Id;
        var watched = visits.Get(id);
        if (connection.Join(id, audience) is { } before) watched.Leave(before, time.Now());
        watched.Enter(audience, found, time.Now());
        presence.Enter(id, PersonOf(visitor), visitor.ConnectionId);
        presence.Know(found.Visit);
    }

    public void Leave(LiveConnection connection)
    {
        connections.Remove(connection);
        board.Unwatch(connection.Id);
        foreach (var (id, audience) in connection.Visits)
        {
            visits.Find(id)?.Leave(audience, time.Now());
            presence.Leave(id, PersonOf(connection.Visitor), connection.Id);
        }
    }

    private static PersonOnVisit PersonOf(Visitor visitor) => new(visitor.Actor.Participant, visitor.Actor.Staff);
}
