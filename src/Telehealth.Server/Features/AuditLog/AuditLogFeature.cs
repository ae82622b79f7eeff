using Telehealth.Domain;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>What happened, for those who must be able to show it.</summary>
internal static class AuditLogFeature
{
    public static IServiceCollection AddAuditLog(this IServiceCollection services) =>
        services.AddScoped<VideoStays>().AddScoped<ReadLog>().AddScoped<GetTimeline>().AddScoped<Deliveries>()
            .AddScoped<Checkpoints>().AddScoped<RecordProof>().AddScoped<GetLog>().AddScoped<LogFiles>();

    public static void MapAuditLog(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/api/audit").RequireAuthorization(Policies.Audit);
        audit.MapGet("/records", ([AsParameters] RecordsQuery query, ReadLog slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), query, token));
        audit.MapGet("/visits/{id:guid}/timeline", (Guid id, GetTimeline slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), new VisitId(id), token));
        audit.MapGet("/log", (GetLog slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), token));
        audit.MapGet("/checkpoints", ([AsParameters] CheckpointsQuery query, Checkpoints slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), query, token));
        audit.MapGet("/records/{id:long}/proof", (long id, RecordProof slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), id, token))
            .Produces<string>(StatusCodes.Status200OK, "text/plain").Produces<Problem>(StatusCodes.Status404NotFound, Problems.ContentType).Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);
        audit.MapGet("/deliveries", (string? state, Deliveries slice, CancellationToken token) => slice.ListAsync(state, token));
        audit.MapPost("/deliveries/{id:guid}/retry", (Guid id, Deliveries slice, HttpContext http, CancellationToken token) => slice.RetryAsync(http.User.ToCaller(), id, token))
            .RequireAuthorization(Policies.Admin);
        MapFiles(routes.MapGroup("/log").RequireAuthorization(Policies.Audit));
    }

    /// <summary>The log as other software reads it; a second tree, after a restored backup, has its number in the path.</summary>
    private static void MapFiles(RouteGroupBuilder log)
    {
        log.MapGet("/checkpoint", (LogFiles slice, HttpContext http, CancellationToken token) => slice.CheckpointAsync(http.User.ToCaller(), null, token)).Produces<string>(StatusCodes.Status200OK, "text/plain");
        log.MapGet("/tile/{**path}", (string path, LogFiles slice, HttpContext http, CancellationToken token) => slice.TileAsync(http.User.ToCaller(), null, path, token))
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
        log.MapGet("/{number:long}/checkpoint", (long number, LogFiles slice, HttpContext http, CancellationToken token) => slice.CheckpointAsync(http.User.ToCaller(), number, token))
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
        log.MapGet("/{number:long}/tile/{**path}", (long number, string path, LogFiles slice, HttpContext http, CancellationToken token) => slice.TileAsync(http.User.ToCaller(), number, path, token))
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
    }
}
