using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.Demo;

internal sealed record DemoStaff(string Email, string Name, string Roles, StaffId Id);

/// <summary>The people of the demo clinic: clinicians who may do different things in different states, and everyone around them.</summary>
internal sealed class DemoClinic(StaffAccounts accounts)
{
    public const string AdminEmail = "admin@demo.test";

    public async Task<IReadOnlyList<DemoStaff>> AddAsync(ClinicWork work, CancellationToken cancellation)
    {
        var today = work.Now.InUtc().Date;
        var amy = await AddAsync(work, "amy@demo.test", "Amy Rivers", StaffRoles.Clinician, new NewClinician(Profession.APRN, "PMHNP-BC"));
        var luis = await AddAsync(work, "luis@demo.test", "Luis Ortega", StaffRoles.Clinician, new NewClinician(Profession.LCSW, "LCSW"));
        var fiona = await AddAsync(work, "fiona@demo.test", "Fiona Glade", StaffRoles.Clinician, new NewClinician(Profession.APRN, "PMHNP"));
        DemoStaff[] staff =
        [
            amy, luis, fiona,
            await AddAsync(work, "frontdesk@demo.test", "Dana Frost", StaffRoles.FrontDesk, null),
            await AddAsync(work, AdminEmail, "Alex Admin", StaffRoles.Admin, null),
            await AddAsync(work, "auditor@demo.test", "Audrey Sharp", StaffRoles.Auditor, null),
        ];
        await work.Db.SaveChangesAsync(cancellation);
        foreach (var state in new[] { "UT", "ID", "WA" }) await LicenseAsync(work, amy.Id, Profession.APRN, state, today.PlusYears(-3), today.PlusYears(2), today, cancellation);
        foreach (var state in new[] { "AZ", "NV" }) await LicenseAsync(work, luis.Id, Profession.LCSW, state, today.PlusYears(-1), today.PlusDays(20), today, cancellation);
        await LicenseAsync(work, fiona.Id, Profession.APRN, "FL", today.PlusYears(-4), today.PlusDays(-10), today.PlusDays(-200), cancellation);
        return staff;
    }

    private async Task<DemoStaff> AddAsync(ClinicWork work, string email, string name, StaffRoles roles, NewClinician? clinician)
    {
        var names = name.Split(' ');
        var (id, wrong) = await accounts.AddAsync(work, new NewStaff(email, StaffAccounts.DevelopmentPassword, names[0], names[1], roles), clinician);
        return wrong.Count == 0 ? new DemoStaff(email, name, roles.ToString(), id) : throw new InvalidOperationException($"The demo account was refused: {string.Join(", ", wrong)}.");
    }

    private static async Task LicenseAsync(
        ClinicWork work, StaffId clinician, Profession profession, string state, LocalDate from, LocalDate to, LocalDate verified, CancellationToken cancellation)
    {
        var authority = new NewAuthority(
            AuthorityKind.FullLicense, profession, [state], $"{state}-{profession}-1001", $"{state} Board", from, to, BoardStatus.Active, "Demo seed", verified);
        await AuthorityFile.AppendAsync(work, new AuthorityId(Guid.CreateVersion7(work.Now.ToDateTimeOffset())), clinician, authority, cancellation);
        await work.Db.SaveChangesAsync(cancellation);
    }
}
