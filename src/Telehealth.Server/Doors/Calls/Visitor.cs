using Telehealth.Domain;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Doors.Calls;

/// <summary>Who calls, and over which socket.</summary>
internal sealed record Visitor(Caller Caller, string ConnectionId)
{
    /// <summary>What a trusted proxy said of their network when they connected.</summary>
    public NetworkHint? Network { get; init; }

    public Actor Actor => Caller.Actor;

    /// <summary>The person that they are in this visit; null for staff who only look at it.</summary>
    public Participant? SeatIn(Visit visit) => Actor.Participant is { } id ? visit.Find(id) : visit.Participants.FirstOrDefault(p => p.StaffId is not null && p.StaffId == Actor.Staff);
}
