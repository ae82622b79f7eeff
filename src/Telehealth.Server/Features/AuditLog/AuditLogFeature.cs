using Telehealth.Domain;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>What happened, for those who must be able to show it.</summary>
internal static class AuditLogFeature
{
    public static IServiceCollection AddAuditLog(this IServiceCollection services) =>
        services.AddScoped<VideoStays>().AddScoped<ReadLog>().AddScoped<GetTimeline>().AddScoped<Deliveries>();

    public static void MapAuditLog(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/api/audit").RequireAuthorization(Policies.Audit);
        audit.MapGet("/records", ([AsParameters] RecordsQuery query, ReadLog slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), query, token));
        audit.MapGet("/visits/{id:guid}/timeline", (Guid id, GetTimeline slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), new VisitId(id), token));
        audit.MapGet("/deliveries", (string? state, Deliveries slice, CancellationToken token) => slice.ListAsync(state, token));
        audit.MapPost("/deliveries/{id:guid}/retry", (Guid id, Deliveries slice, HttpContext http, CancellationToken token) => slice.RetryAsync(http.User.ToCaller(), id, token))
            .RequireAuthorization(Policies.Admin);
    }
}
