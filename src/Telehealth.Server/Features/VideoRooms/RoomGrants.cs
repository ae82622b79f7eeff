using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>From a recorded grant to a way in; there is no token without the record.</summary>
internal sealed class RoomGrants(IVisitDesk desk, VideoProviders videos, EndedRooms ended, TimeProvider time)
{
    public async Task<RoomGrant> IssueAsync(VisitId visit, Actor actor, string? gone, CancellationToken cancellation)
    {
        var outcome = await desk.ExecuteAsync(new VisitRequest(visit, new GetRoomGrant(), actor), cancellation);
        if (outcome.Refusal is { } no) return new() { Refusal = RefusalView.Of(no), Fallback = no.Code is RefusalCode.VideoUnavailable ? FallbackFor(outcome.Visit.Visit, actor) : null };
        if (outcome.Decision?.Grant is not { } terms) return new() { Refusal = RefusalView.Of(RefusalCode.WrongPhase) };
        var grant = await ended.IsEndedAsync(outcome.Visit.Visit, gone, cancellation) ? Unavailable() : Issue(terms);
        return grant with { Fallback = FallbackFor(outcome.Visit.Visit, actor) };
    }

    private RoomGrant Issue(RoomGrantTerms terms)
    {
        try
        {
            return RoomGrant.Of(terms, videos.Of(terms.Room.VideoProvider).Issue(terms, time.Now()));
        }
        catch (VideoUnavailableException)
        {
            return Unavailable();
        }
    }

    private static RoomGrant Unavailable() => new() { Refusal = RefusalView.Of(RefusalCode.VideoUnavailable) };

    private string? FallbackFor(Visit visit, Actor actor) =>
        visit.ClinicianId is { } own && own == actor.Staff && actor.Is(StaffRoles.Clinician) ? videos.FallbackFrom(visit.Room?.VideoProvider) : null;
}
