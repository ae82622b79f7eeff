using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Scheduling;

internal sealed record OpenRequest : VisitChange;

/// <summary>Staff may open the waiting room at any time.</summary>
internal sealed class OpenWaitingRoomSlice(VisitChanges changes)
{
    public Task<Answer<VisitVersion>> HandleAsync(VisitId id, OpenRequest? request, HttpContext http, CancellationToken cancellation) =>
        changes.RunAsync(http, id, request ?? new OpenRequest(), new OpenWaitingRoom(), cancellation);
}
