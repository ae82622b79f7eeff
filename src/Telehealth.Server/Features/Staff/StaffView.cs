using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Staff;

internal sealed record ClinicianBadge(Profession Profession, string Credentials);

/// <summary>A member of staff, as the signed-in person sees themselves.</summary>
internal sealed record StaffView(StaffId StaffId, string Name, string[] Roles, ClinicianBadge? Clinician)
{
    public static async Task<StaffView> LoadAsync(TelehealthDb db, StaffId id, CancellationToken cancellation)
    {
        var account = await db.Users.AsNoTracking().FirstAsync(u => u.Id == id.Value, cancellation);
        var clinician = await db.Clinicians.AsNoTracking().FirstOrDefaultAsync(c => c.StaffId == id, cancellation);
        return new StaffView(
            id, $"{account.GivenName} {account.FamilyName}", StaffAccounts.NamesOf(account.Roles),
            clinician is null ? null : new ClinicianBadge(clinician.Profession, clinician.Credentials));
    }
}
