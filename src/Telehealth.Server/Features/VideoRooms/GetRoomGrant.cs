using Telehealth.Domain;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>Ask for one's way into the room; also returns one who had left.</summary>
public sealed record GetRoomGrantRequest : VisitBody
{
    /// <summary>The <c>room</c> of the grant that brought the caller to a room which the vendor says is over. It is believed only when the vendor says so too.</summary>
    public string? Gone { get; init; }
}

internal sealed class GetRoomGrantSlice(VisitDoor door, RoomGrants grants) : ISlice<GetRoomGrantRequest, RoomGrant>
{
    public async Task<RoomGrant> HandleAsync(Visitor visitor, GetRoomGrantRequest request, CancellationToken cancellation) =>
        await door.EnterAsync(visitor, request.VisitId, cancellation) is null
            ? new() { Refusal = RefusalView.Of(RefusalCode.NotFound) }
            : await grants.IssueAsync(request.VisitId, visitor.Actor, request.Gone, cancellation);
}
