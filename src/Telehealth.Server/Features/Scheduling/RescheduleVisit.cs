using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Scheduling;

internal sealed record RescheduleRequest(Instant StartsAt, int? DurationMinutes = null) : VisitChange;

internal sealed record RescheduledAnswer(long Version, IReadOnlyList<Warning> Warnings);

/// <summary>Another time; the links live as long as that needs.</summary>
internal sealed class RescheduleVisitSlice(VisitChanges changes, IClinicDesk desk, Overlaps overlaps)
{
    public async Task<Answer<RescheduledAnswer>> HandleAsync(VisitId id, RescheduleRequest request, HttpContext http, CancellationToken cancellation)
    {
        var (outcome, refusal) = await changes.ExecuteAsync(http, id, request, _ => new RescheduleVisit(request.StartsAt, request.DurationMinutes), cancellation);
        if (refusal is not null) return refusal;
        var visit = outcome!.Visit.Visit;
        await desk.ExecuteAsync(http.User.ToCaller().Actor, async (work, token) =>
        {
            await JoinLinks.ExtendAsync(work, id, visit.PlannedEnd, token);
            return true;
        }, cancellation);
        return new RescheduledAnswer(visit.Version, await overlaps.OfAsync(visit, cancellation));
    }
}
