using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

internal sealed record NewStaff(string Email, string? Password, string GivenName, string FamilyName, StaffRoles Roles);

internal sealed record NewClinician(Profession Profession, string Credentials);

/// <summary>ASP.NET Core Identity inside the transaction of a clinic work, so that an account and its record are one commit.</summary>
internal sealed class StaffAccounts(IServiceProvider services)
{
    public const string Area = "staff";

    /// <summary>Of the accounts that Development seeds. Everybody knows it, so Production refuses it.</summary>
    public const string DevelopmentPassword = "Telehealth-demo-1";

    /// <returns>Codes of what is wrong with the account, empty when it was added; never the values.</returns>
    public async Task<(StaffId Id, IReadOnlyList<string> Wrong)> AddAsync(ClinicWork work, NewStaff staff, NewClinician? clinician)
    {
        var account = new StaffAccount
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), UserName = staff.Email, Email = staff.Email, EmailConfirmed = true, LockoutEnabled = true,
            GivenName = staff.GivenName, FamilyName = staff.FamilyName, Roles = staff.Roles, CreatedAt = work.Now,
        };
        using var users = ManagerOf(work.Db);
        var result = staff.Password is { } password ? await users.CreateAsync(account, password) : await users.CreateAsync(account);
        if (!result.Succeeded) return (account.StaffId, [.. result.Errors.Select(e => e.Code).Distinct()]);
        if (clinician is not null) work.Db.Clinicians.Add(new Clinician { StaffId = account.StaffId, Profession = clinician.Profession, Credentials = clinician.Credentials });
        work.Record(new ClinicRecord("StaffAdded", Area, SubjectOf(account.StaffId), AfterOf(staff.Roles, clinician)));
        return (account.StaffId, []);
    }

    public static Dictionary<string, string> SubjectOf(StaffId staff) => new() { ["staff"] = staff.ToString() };

    public static string[] NamesOf(StaffRoles roles) =>
        [.. Enum.GetValues<StaffRoles>().Where(r => r is not StaffRoles.None && roles.HasFlag(r)).Select(r => r.ToString())];

    private static Dictionary<string, object?> AfterOf(StaffRoles roles, NewClinician? clinician)
    {
        var after = new Dictionary<string, object?> { ["roles"] = NamesOf(roles) };
        if (clinician is not null) after["profession"] = clinician.Profession.ToString();
        return after;
    }

    // The store only tracks; the desk saves.
    private UserManager<StaffAccount> ManagerOf(TelehealthDb db) => new(
        new UserOnlyStore<StaffAccount, TelehealthDb, Guid>(db) { AutoSaveChanges = false },
        services.GetRequiredService<IOptions<IdentityOptions>>(),
        services.GetRequiredService<IPasswordHasher<StaffAccount>>(),
        services.GetServices<IUserValidator<StaffAccount>>(),
        services.GetServices<IPasswordValidator<StaffAccount>>(),
        services.GetRequiredService<ILookupNormalizer>(),
        services.GetRequiredService<IdentityErrorDescriber>(),
        services,
        services.GetRequiredService<ILogger<UserManager<StaffAccount>>>());
}
