using Telehealth.Domain;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>Ask for one's way into the room; also returns one who had left.</summary>
public sealed record GetRoomGrantRequest : VisitBody;

internal sealed class GetRoomGrantSlice(VisitDoor door, RoomGrants grants) : ISlice<GetRoomGrantRequest, RoomGrant>
{
    public async Task<RoomGrant> HandleAsync(Visitor visitor, GetRoomGrantRequest request, CancellationToken cancellation) =>
        await door.EnterAsync(visitor, request.VisitId, cancellation) is null
            ? new() { Refusal = RefusalView.Of(RefusalCode.NotFound) }
            : await grants.IssueAsync(request.VisitId, visitor.Actor, cancellation);
}
