using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>Authorities out of files: the clinic's own, and those of registers.</summary>
internal static class AuthorityImportFeature
{
    public static IServiceCollection AddAuthorityImport(this IServiceCollection services) => services.AddScoped<ImportAuthorities>();

    public static void MapAuthorityImport(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/authorities/import", ([AsParameters] ImportQuery query, ImportAuthorities slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http, query, token))
            .RequireAuthorization(Policies.Admin);
}
