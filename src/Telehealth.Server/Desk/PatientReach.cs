using Microsoft.EntityFrameworkCore;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>A patient's addresses as they are now.</summary>
internal static class PatientReach
{
    /// <summary>
    /// Where a minor decides alone the addresses on file may be a parent's: the only one that is surely theirs is the number that was given for them
    /// at this visit's check-in, by anybody but a guardian.
    /// </summary>
    public static async Task<Reachable> OfAsync(TelehealthDb db, Visit visit, CancellationToken cancellation)
    {
        if (MinorConsent.IsAlone(visit.MinorBasis)) return new Reachable(visit.Patient?.CheckInSource is StatedBy.Guardian ? null : visit.Details.CallbackPhone, null);
        var patient = await db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == visit.PatientId, cancellation);
        if (patient?.MergedInto is { } into) patient = await db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == into, cancellation);
        return new Reachable(patient?.Phone, patient?.Email);
    }
}
