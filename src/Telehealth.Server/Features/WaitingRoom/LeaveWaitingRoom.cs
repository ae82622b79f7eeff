using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.WaitingRoom;

/// <summary>Leave the line, with a reason; the visit stays open.</summary>
public sealed record LeaveWaitingRoomRequest : CommandBody
{
    public required LeaveReason Reason { get; init; }
}

internal sealed class LeaveWaitingRoomSlice(VisitCommands commands) : ISlice<LeaveWaitingRoomRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, LeaveWaitingRoomRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new LeaveWaitingRoom(request.Reason), cancellation);
}
