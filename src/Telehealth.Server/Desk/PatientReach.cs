using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>A patient's addresses as they are now.</summary>
internal static class PatientReach
{
    public static async Task<Reachable> OfAsync(TelehealthDb db, PatientId id, CancellationToken cancellation)
    {
        var patient = await db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);
        if (patient?.MergedInto is { } into) patient = await db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == into, cancellation);
        return new Reachable(patient?.Phone, patient?.Email);
    }
}
