using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Staff;

internal sealed record StaffItem(StaffId Id, string Email, string GivenName, string FamilyName, string[] Roles, bool Active);

internal sealed record ClinicianItem(StaffId Id, string? Email, string GivenName, string FamilyName, string Credentials, Profession Profession, bool Active);

/// <summary>The clinic's people. Addresses are for Admins; who schedules needs the names.</summary>
internal sealed class ListStaff(TelehealthDb db, ReadRecords reads)
{
    public async Task<Answer<Page<StaffItem>>> StaffAsync(Caller caller, CancellationToken cancellation)
    {
        var accounts = await db.Users.AsNoTracking().OrderBy(u => u.FamilyName).ThenBy(u => u.GivenName).ToListAsync(cancellation);
        await reads.NoteAsync(caller, "StaffListed", null, cancellation, accounts.Count);
        return new Page<StaffItem>([.. accounts.Select(u => new StaffItem(u.StaffId, u.Email!, u.GivenName, u.FamilyName, StaffAccounts.NamesOf(u.Roles), !u.Disabled))]);
    }

    public async Task<Answer<Page<ClinicianItem>>> CliniciansAsync(Caller caller, CancellationToken cancellation)
    {
        var clinicians = await db.Clinicians.AsNoTracking().ToListAsync(cancellation);
        var ids = clinicians.Select(c => c.StaffId.Value).ToList();
        var accounts = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.StaffId, cancellation);
        var email = caller.Actor.Is(StaffRoles.Admin);
        return new Page<ClinicianItem>([.. clinicians
            .Select(c => (Clinician: c, Account: accounts[c.StaffId]))
            .OrderBy(p => p.Account.FamilyName, StringComparer.Ordinal).ThenBy(p => p.Account.GivenName, StringComparer.Ordinal)
            .Select(p => new ClinicianItem(
                p.Clinician.StaffId, email ? p.Account.Email : null, p.Account.GivenName, p.Account.FamilyName, p.Clinician.Credentials, p.Clinician.Profession,
                p.Clinician.Active && !p.Account.Disabled))]);
    }
}
