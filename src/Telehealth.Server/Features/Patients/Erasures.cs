using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Patients;

/// <summary>What stands in the way of erasing a patient.</summary>
internal static class Erasures
{
    public const string Area = "erasures";

    /// <summary>The patient and the duplicates that were merged into them: one person.</summary>
    public static Task<List<PatientId>> PersonAsync(TelehealthDb db, PatientId patient, CancellationToken cancellation) =>
        db.Patients.AsNoTracking().Where(p => p.Id == patient || p.MergedInto == patient).Select(p => p.Id).ToListAsync(cancellation);

    /// <summary>Null when nothing does.</summary>
    public static async Task<RefusalCode?> ObstacleAsync(TelehealthDb db, IReadOnlyList<PatientId> person, CancellationToken cancellation)
    {
        if (await db.LegalHolds.AnyAsync(h => person.Contains(h.PatientId) && h.LiftedAt == null, cancellation)) return RefusalCode.LegalHold;
        return await db.Visits.AnyAsync(v => person.Contains(v.PatientId) && v.Phase != VisitPhase.Closed, cancellation) ? RefusalCode.VisitsOpen : null;
    }

    public static Task<ErasureRow?> OpenAsync(TelehealthDb db, PatientId patient, NodaTime.Instant now, CancellationToken cancellation) =>
        db.Erasures.Where(e => e.PatientId == patient && e.ConfirmedAt == null && e.WithdrawnAt == null && e.ExpiresAt > now).FirstOrDefaultAsync(cancellation);

    public static async Task<bool> IsErasedAsync(TelehealthDb db, PatientId patient, CancellationToken cancellation) =>
        await db.DetailKeys.AnyAsync(k => k.PatientId == patient && k.DestroyedAt != null, cancellation);

    /// <summary>A no to an erasure is written down, too.</summary>
    public static Problem Refuse(ClinicWork work, PatientId patient, RefusalCode code)
    {
        work.Record(new ClinicRecord("PatientErasureRefused", Area, PatientFile.SubjectOf(patient), Reasons: [code.ToWire()]));
        return Problem.Of(code);
    }
}
