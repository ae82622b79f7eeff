using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Scheduling;

/// <param name="By">Who wanted it; the clinic when absent.</param>
/// <param name="DuplicateOf">The visit that stays, with reason Duplicate.</param>
internal sealed record CancelRequest(CancelReason Reason, CancelledBy By = CancelledBy.Clinic, VisitId? DuplicateOf = null) : VisitChange;

/// <summary>Before admission only; the domain knows.</summary>
internal sealed class CancelVisitSlice(VisitChanges changes)
{
    public Task<Answer<VisitVersion>> HandleAsync(VisitId id, CancelRequest request, HttpContext http, CancellationToken cancellation) =>
        request.By is CancelledBy.System
            ? Task.FromResult<Answer<VisitVersion>>(Problems.Invalid(("by", "Patient or Clinic")))
            : changes.RunAsync(http, id, request, new CancelVisit(request.By, request.Reason, request.DuplicateOf), cancellation);
}
