using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Scheduling;

internal sealed record ReassignRequest(StaffId ClinicianId) : VisitChange;

/// <summary>Another clinician, before the start.</summary>
internal sealed class ReassignVisitSlice(VisitChanges changes, TimeProvider time)
{
    public Task<Answer<VisitVersion>> HandleAsync(VisitId id, ReassignRequest request, HttpContext http, CancellationToken cancellation) =>
        changes.RunAsync(http, id, request, new ReassignVisit(request.ClinicianId, NewIds.Participant(time)), cancellation);
}

/// <summary>Ids are made here, at the shell, so that deciding stays pure.</summary>
internal static class NewIds
{
    public static ParticipantId Participant(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));
}
