using Microsoft.AspNetCore.Authorization;
using Telehealth.Domain;

namespace Telehealth.Server.Doors;

/// <summary>Who may enter a door at all; what they may see behind it is the slice's to decide.</summary>
internal static class Policies
{
    public const string Staff = "Staff";
    public const string Desk = "Desk";
    public const string Admin = "Admin";
    public const string Audit = "Audit";
    public const string CareTeam = "CareTeam";
    public const string Participant = "Participant";

    public static void Configure(AuthorizationOptions options)
    {
        // Deny by default: a door that names no policy still needs a session.
        options.FallbackPolicy = options.DefaultPolicy;
        options.AddPolicy(Participant, policy => policy.RequireClaim(CallerClaims.Participant));
        Add(options, Staff, StaffRoles.Clinician, StaffRoles.FrontDesk, StaffRoles.Admin, StaffRoles.Auditor);
        Add(options, CareTeam, StaffRoles.Clinician, StaffRoles.FrontDesk, StaffRoles.Admin);
        Add(options, Desk, StaffRoles.FrontDesk, StaffRoles.Admin);
        Add(options, Admin, StaffRoles.Admin);
        Add(options, Audit, StaffRoles.Admin, StaffRoles.Auditor);
    }

    private static void Add(AuthorizationOptions options, string name, params StaffRoles[] roles) =>
        options.AddPolicy(name, policy => policy.RequireRole(roles.Select(r => r.ToString())));
}
