using Telehealth.Domain;

namespace Telehealth.Server.Doors.Calls;

/// <summary>Who calls, and over which socket.</summary>
internal sealed record Visitor(Caller Caller, string ConnectionId)
{
    public Actor Actor => Caller.Actor;
}
