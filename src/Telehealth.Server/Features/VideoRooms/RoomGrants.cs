using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>From a recorded grant to a way in; there is no token without the record.</summary>
internal sealed class RoomGrants(IVisitDesk desk, VideoProviders videos, TimeProvider time)
{
    public async Task<RoomGrant> IssueAsync(VisitId visit, Actor actor, CancellationToken cancellation)
    {
        var outcome = await desk.ExecuteAsync(new VisitRequest(visit, new GetRoomGrant(), actor), cancellation);
        if (outcome.Refusal is { } no) return new() { Refusal = RefusalView.Of(no) };
        return outcome.Decision?.Grant is { } terms ? Issue(terms) : new() { Refusal = RefusalView.Of(RefusalCode.WrongPhase) };
    }

    private RoomGrant Issue(RoomGrantTerms terms) => RoomGrant.Of(terms, videos.Of(terms.Room.VideoProvider).Issue(terms, time.Now()));
}
