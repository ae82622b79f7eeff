using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using DomainOutcome = Telehealth.Domain.Visits.VisitOutcome;

namespace Telehealth.Server.Features.Scheduling;

internal sealed record OutcomeRequest(DomainOutcome To, string Reason) : VisitChange;

/// <summary>The phase stays Closed and the first outcome stays visible.</summary>
internal sealed class CorrectOutcomeSlice(VisitChanges changes)
{
    public Task<Answer<VisitVersion>> HandleAsync(VisitId id, OutcomeRequest request, HttpContext http, CancellationToken cancellation) =>
        changes.RunAsync(http, id, request, new CorrectOutcome(request.To, request.Reason), cancellation);
}
