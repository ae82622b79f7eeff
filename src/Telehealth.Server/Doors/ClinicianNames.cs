using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Doors;

/// <summary>A clinician as lists show one.</summary>
internal sealed record ClinicianName(StaffId Id, string Name, string Credentials);

/// <summary>Names and credentials of the clinic's clinicians.</summary>
internal sealed class ClinicianNames(TelehealthDb db)
{
    public async Task<IReadOnlyDictionary<StaffId, ClinicianName>> AllAsync(CancellationToken cancellation)
    {
        var accounts = await db.Users.AsNoTracking().Select(u => new { u.Id, u.GivenName, u.FamilyName }).ToDictionaryAsync(u => new StaffId(u.Id), u => $"{u.GivenName} {u.FamilyName}", cancellation);
        var clinicians = await db.Clinicians.AsNoTracking().Select(c => new { c.StaffId, c.Credentials }).ToListAsync(cancellation);
        return clinicians.ToDictionary(c => c.StaffId, c => new ClinicianName(c.StaffId, accounts.GetValueOrDefault(c.StaffId, ""), c.Credentials));
    }
}
