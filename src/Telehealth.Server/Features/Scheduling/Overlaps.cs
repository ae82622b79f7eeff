using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Scheduling;

internal sealed record Warning(string Code, VisitId VisitId);

/// <summary>Visits of the same patient or clinician within two hours: told, never a reason to refuse (rules.md, People in a visit).</summary>
internal sealed class Overlaps(TelehealthDb db)
{
    private static readonly Duration Within = Duration.FromHours(2);

    public async Task<Warning[]> OfAsync(Visit visit, CancellationToken cancellation)
    {
        var (from, to, id, patient, clinician) = (visit.StartsAt - Within, visit.StartsAt + Within, visit.Id, visit.PatientId, visit.ClinicianId);
        var others = await db.Visits.AsNoTracking()
            .Where(v => v.StartsAt >= from && v.StartsAt <= to && v.Id != id && v.Phase != VisitPhase.Closed)
            .Where(v => v.PatientId == patient || (clinician != null && v.ClinicianId == clinician))
            .OrderBy(v => v.StartsAt).Select(v => v.Id).Take(20).ToListAsync(cancellation);
        return [.. others.Select(other => new Warning("OVERLAP", other))];
    }
}
