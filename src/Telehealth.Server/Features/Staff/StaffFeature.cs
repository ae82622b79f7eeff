using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Staff;

/// <summary>Accounts of the clinic's people, and signing in and out.</summary>
internal static class StaffFeature
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        // Identity without its own unit of work: accounts are changed inside the clinic desk's transaction (StaffAccounts).
        services.AddScoped<IUserValidator<StaffAccount>, UserValidator<StaffAccount>>().AddScoped<IPasswordValidator<StaffAccount>, PasswordValidator<StaffAccount>>();
        services.AddSingleton<IPasswordHasher<StaffAccount>, PasswordHasher<StaffAccount>>().AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<IdentityErrorDescriber>();
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccountOptions>>(Configure);
        services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsCheck>();
        services.AddScoped<StaffAccounts>().AddScoped<SignIn>().AddScoped<SignOut>().AddScoped<GetSession>();
        services.AddScoped<AddStaff>().AddScoped<ListStaff>().AddScoped<ChangeStaff>();
        services.AddHostedService<FirstAdmin>();
        return services;
    }

    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/auth/sign-in", (SignInRequest body, SignIn slice, HttpContext http, CancellationToken token) => slice.HandleAsync(body, http, token))
            .AllowAnonymous().RequireRateLimiting(Limits.SignIn);
        routes.MapPost("/api/auth/sign-out", (SignOut slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), http, token));
        routes.MapGet("/api/session", (GetSession slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), http.Request, token));

        var staff = routes.MapGroup("/api/staff").RequireAuthorization(Policies.Admin);
        staff.MapGet("", (ListStaff slice, HttpContext http, CancellationToken token) => slice.StaffAsync(http.User.ToCaller(), token));
        staff.MapPost("", (AddStaffRequest body, AddStaff slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), body, token));
        staff.MapPost("/{id:guid}/roles", (Guid id, ChangeRolesRequest body, ChangeStaff slice, HttpContext http, CancellationToken token) =>
            slice.RolesAsync(http.User.ToCaller(), new StaffId(id), body, token));
        staff.MapPost("/{id:guid}/disable", (Guid id, ChangeStaff slice, HttpContext http, CancellationToken token) =>
            slice.DisableAsync(http.User.ToCaller(), new StaffId(id), token));

        routes.MapGet("/api/clinicians", (ListStaff slice, HttpContext http, CancellationToken token) => slice.CliniciansAsync(http.User.ToCaller(), token))
            .RequireAuthorization(Policies.Staff);
        routes.MapPost("/api/clinicians", (AddClinicianRequest body, AddStaff slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), body, token)).RequireAuthorization(Policies.Admin);
    }

    private static void Configure(IdentityOptions identity, IOptions<AccountOptions> accounts)
    {
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = "";
        identity.Password.RequiredLength = accounts.Value.PasswordLength;
        // Length protects; forced mixtures only make people write them down (NIST SP 800-63B).
        identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        identity.Password.RequiredUniqueChars = 4;
    }
}
