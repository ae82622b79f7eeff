using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Sessions;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Staff;

internal sealed record ChangeRolesRequest(StaffRoles[] Roles);

/// <summary>Roles and disabling. Both end the person's sessions at once: what they may do is asked again at the next sign-in.</summary>
internal sealed class ChangeStaff(IClinicDesk desk, SessionLookup lookup)
{
    public Task<Answer<Done>> RolesAsync(Caller caller, StaffId id, ChangeRolesRequest request, CancellationToken cancellation)
    {
        var roles = request.Roles.Aggregate(StaffRoles.None, (all, role) => all | role);
        return ChangeAsync(caller, id, (work, account) => SetRoles(work, account, roles), cancellation);
    }

    public Task<Answer<Done>> DisableAsync(Caller caller, StaffId id, CancellationToken cancellation) => ChangeAsync(caller, id, Disable, cancellation);

    private async Task<Answer<Done>> ChangeAsync(Caller caller, StaffId id, Func<ClinicWork, StaffAccount, Problem?> change, CancellationToken cancellation)
    {
        var problem = await desk.ExecuteAsync(caller.Actor, async (work, token) =>
        {
            if (await work.Db.Users.FirstOrDefaultAsync(u => u.Id == id.Value, token) is not { } account) return Problem.Of(RefusalCode.NotFound);
            if (caller.Actor.Staff == id) return Problem.Of(RefusalCode.NotAllowed, "Nobody changes their own account; ask another Admin.");
            if (change(work, account) is { } refused) return refused;
            if (account.Disabled && await work.Db.Clinicians.FirstOrDefaultAsync(c => c.StaffId == id, token) is { } clinician)
            {
                clinician.Active = false;
                clinician.FactsVersion++;
            }

            await Sessions.EndStaffAsync(work, id, token);
            return null;
        }, cancellation);
        lookup.Forget(c => c.Actor.Staff == id);
        return problem is null ? Done.Yes : problem;
    }

    private static Problem? SetRoles(ClinicWork work, StaffAccount account, StaffRoles roles)
    {
        if (roles is StaffRoles.None) return Problems.Invalid(("roles", "at least one role"));
        // A clinician has a profession, which a role alone does not give or take.
        if (account.Roles.HasFlag(StaffRoles.Clinician) != roles.HasFlag(StaffRoles.Clinician)) return Problems.Invalid(("roles", "Clinician is given with a profession"));
        var before = StaffAccounts.NamesOf(account.Roles);
        account.Roles = roles;
        var after = new Dictionary<string, object?> { ["from"] = before, ["to"] = StaffAccounts.NamesOf(roles) };
        work.Record(new ClinicRecord("StaffRolesChanged", StaffAccounts.Area, StaffAccounts.SubjectOf(account.StaffId), after));
        return null;
    }

    private static Problem? Disable(ClinicWork work, StaffAccount account)
    {
        if (account.Disabled) return null;
        account.Disabled = true;
        work.Record(new ClinicRecord("StaffDisabled", StaffAccounts.Area, StaffAccounts.SubjectOf(account.StaffId)));
        return null;
    }
}
