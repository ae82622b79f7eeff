using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Licensure;

/// <summary>Authority records, and asking the gate without opening it.</summary>
internal static class LicensureFeature
{
    public static IServiceCollection AddLicensure(this IServiceCollection services) =>
        services.AddScoped<AddAuthority>().AddScoped<VerifyAuthority>().AddScoped<ListAuthorities>().AddScoped<EvaluateLicensure>().AddScoped<GetPractitioner>().AddScoped<GetRules>().AddScoped<GetMinorBases>();

    public static void MapLicensure(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/clinicians/{id:guid}/authorities", (Guid id, string? on, ListAuthorities slice, CancellationToken token) => slice.HandleAsync(new StaffId(id), on, token))
            .RequireAuthorization(Policies.Staff);
        routes.MapPost("/api/clinicians/{id:guid}/authorities", (Guid id, NewAuthority body, AddAuthority slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(new StaffId(id), body, http, token)).RequireAuthorization(Policies.Admin);
        routes.MapGet("/api/licensure/rules", (GetRules slice, CancellationToken token) => slice.HandleAsync(token)).RequireAuthorization(Policies.Audit);
        routes.MapPost("/api/clinicians/{id:guid}/authorities/{aid:guid}/verify", (Guid id, Guid aid, VerifyRequest body, VerifyAuthority slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(new StaffId(id), new AuthorityId(aid), body, http, token)).RequireAuthorization(Policies.Admin);
        routes.MapGet("/fhir/Practitioner/{id:guid}", (Guid id, GetPractitioner slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), new StaffId(id), token))
            .RequireAuthorization(Policies.Staff);
        routes.MapGet("/api/visits/{id:guid}/minor-bases", (Guid id, GetMinorBases slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), new VisitId(id), token))
            .RequireAuthorization(Policies.CareTeam);
        routes.MapPost("/api/licensure/evaluate", (EvaluateRequest body, EvaluateLicensure slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), body, token)).RequireAuthorization(Policies.Staff);
    }
}
