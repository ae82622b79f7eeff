using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Staff;

internal sealed record AddStaffRequest(string Email, string GivenName, string FamilyName, StaffRoles[] Roles, string? Password = null);

internal sealed record AddClinicianRequest(
    string Email, string GivenName, string FamilyName, string Credentials, Profession Profession, string? Password = null);

internal sealed record StaffAdded(StaffId Id);

/// <summary>A new account; a clinician is a member of staff with a profession.</summary>
internal sealed class AddStaff(IClinicDesk desk, StaffAccounts accounts)
{
    private const StaffRoles Assignable = StaffRoles.FrontDesk | StaffRoles.Admin | StaffRoles.Auditor;

    public Task<Answer<StaffAdded>> HandleAsync(Caller caller, AddStaffRequest request, CancellationToken cancellation)
    {
        var roles = request.Roles.Aggregate(StaffRoles.None, (all, role) => all | role);
        var check = Checked(request.Email, request.GivenName, request.FamilyName, request.Password)
            .That(roles is not StaffRoles.None && (roles & ~Assignable) == 0, "roles", "one or more of FrontDesk, Admin, Auditor");
        return AddAsync(caller, new NewStaff(request.Email, request.Password, request.GivenName, request.FamilyName, roles), null, check, cancellation);
    }

    public Task<Answer<StaffAdded>> HandleAsync(Caller caller, AddClinicianRequest request, CancellationToken cancellation)
    {
        var check = Checked(request.Email, request.GivenName, request.FamilyName, request.Password).Text(request.Credentials, "credentials", 60);
        var staff = new NewStaff(request.Email, request.Password, request.GivenName, request.FamilyName, StaffRoles.Clinician);
        return AddAsync(caller, staff, new NewClinician(request.Profession, request.Credentials), check, cancellation);
    }

    private async Task<Answer<StaffAdded>> AddAsync(Caller caller, NewStaff staff, NewClinician? clinician, Check check, CancellationToken cancellation)
    {
        if (check.Problem is { } problem) return problem;
        var (id, wrong) = await desk.ExecuteAsync(caller.Actor, (work, _) => accounts.AddAsync(work, staff, clinician), cancellation);
        return wrong.Count == 0 ? new StaffAdded(id) : Problems.Invalid([.. wrong.Select(Explain)]);
    }

    private static Check Checked(string email, string givenName, string familyName, string? password) =>
        new Check().Email(email, "email").Text(givenName, "givenName", 100).Text(familyName, "familyName", 100)
            .That(password is null or { Length: <= 200 }, "password", "at most 200 characters");

    private static (string Member, string Rule) Explain(string code) =>
        code.StartsWith("Password", StringComparison.Ordinal) ? ("password", code) : ("email", code);
}
