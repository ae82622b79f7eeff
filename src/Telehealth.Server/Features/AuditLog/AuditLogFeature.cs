using Telehealth.Domain;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>What happened, for those who must be able to show it.</summary>
internal static class AuditLogFeature
{
    public static IServiceCollection AddAuditLog(this IServiceCollection services) =>
        services.AddScoped<VideoStays>().AddScoped<ReadLog>().AddScoped<GetTimeline>().AddScoped<Deliveries>()
            .AddScoped<Checkpoints>().AddScoped<RecordProof>().AddScoped<GetLog>().AddScoped<LogFiles>().AddScoped<LogConsistency>()
            .AddSingleton<SearchCursors>().AddSingleton<SearchNotes>().AddSingleton<SavedSearchLimits>().AddSingleton<SavedSearchRunner>().AddHostedService(p => p.GetRequiredService<SavedSearchRunner>())
            .AddScoped<LogQueries>().AddScoped<ParseQuery>().AddScoped<CompleteQuery>().AddScoped<RecordPages>().AddScoped<StreamLog>().AddScoped<FollowLog>()
            .AddScoped<GetCharts>().AddScoped<GetAnomalies>().AddScoped<SavedSearches>().AddScoped<Exports>().AddScoped<ExportFile>()
            .AddScoped<Reviews>().AddScoped<ReviewParts>().AddScoped<SignReview>().AddScoped<VisitBeside>().AddScoped<ReadDetail>().AddScoped<PatientAccess>();

    public static void MapAuditLog(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/api/audit").RequireAuthorization(Policies.Audit);
        audit.MapGet("/records", ([AsParameters] RecordsQuery query, ReadLog slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), query, token));
        audit.MapPost("/search/parse", (QueryText text, ParseQuery slice, CancellationToken token) => slice.HandleAsync(text, token));
        audit.MapPost("/search/complete", (QueryText text, CompleteQuery slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), text, token));
        audit.MapGet("/stream", (long? after, int? limit, StreamLog slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), after, limit, http.Response, token));
        audit.MapPost("/follow", (FollowRequest body, FollowLog slice, HttpContext http, CancellationToken token) => slice.BeginAsync(http.User.ToCaller(), body, token));
        audit.MapGet("/follow", (string? cursor, FollowLog slice, HttpContext http, CancellationToken token) => slice.NextAsync(http.User.ToCaller(), cursor, token));
        audit.MapGet("/charts", (int? days, GetCharts slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), days, token));
        audit.MapGet("/anomalies", (int? days, GetAnomalies slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), days, token));
        MapSavedSearches(audit.MapGroup("/searches"));
        MapExports(audit.MapGroup("/exports"));
        audit.MapGet("/records/{id:long}/detail", (long id, ReadDetail slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), id, token));
        audit.MapGet("/reviews", ([AsParameters] ReviewsQuery query, Reviews slice, HttpContext http, CancellationToken token) => slice.ListAsync(http.User.ToCaller(), query, token));
        audit.MapGet("/reviews/count", (Reviews slice, CancellationToken token) => slice.CountAsync(token));
        audit.MapPost("/reviews/{id:long}/sign-off", (long id, SignOffRequest body, SignReview slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), id, body, token));
        audit.MapGet("/patients/{id:guid}/access", (Guid id, [AsParameters] AccessQuery query, PatientAccess slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), new PatientId(id), query, token));
        audit.MapGet("/visits/{id:guid}/timeline", (Guid id, GetTimeline slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), new VisitId(id), token));
        audit.MapGet("/log", (GetLog slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), token));
        audit.MapGet("/log/consistency", ([AsParameters] ConsistencyQuery query, LogConsistency slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), query, token))
            .Produces<string>(StatusCodes.Status200OK, "application/json").Produces<Problem>(StatusCodes.Status400BadRequest, Problems.ContentType).Produces<Problem>(StatusCodes.Status404NotFound, Problems.ContentType);
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

    private static void MapSavedSearches(RouteGroupBuilder searches)
    {
        searches.MapGet("", (SavedSearches slice, CancellationToken token) => slice.ListAsync(token));
        searches.MapPost("", (SaveSearchRequest body, SavedSearches slice, HttpContext http, CancellationToken token) => slice.SaveAsync(http.User.ToCaller(), body, token));
        searches.MapGet("/{id:guid}/records", (Guid id, string? cursor, int? limit, SavedSearches slice, HttpContext http, CancellationToken token) =>
            slice.RecordsAsync(http.User.ToCaller(), id, cursor, limit, token));
        searches.MapPost("/{id:guid}/cancel", (Guid id, SavedSearches slice, HttpContext http, CancellationToken token) => slice.CancelAsync(http.User.ToCaller(), id, token));
    }

    private static void MapExports(RouteGroupBuilder exports)
    {
        exports.MapPost("", (ExportRequest body, Exports slice, HttpContext http, CancellationToken token) => slice.AskAsync(http.User.ToCaller(), body, token));
        exports.MapGet("", (Exports slice, CancellationToken token) => slice.ListAsync(token));
        exports.MapGet("/{id:guid}", (Guid id, Exports slice, CancellationToken token) => slice.GetAsync(id, token));
        exports.MapGet("/{id:guid}/file", (Guid id, ExportFile slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), id, http.Request, token))
            .Produces<byte[]>(StatusCodes.Status200OK, "application/zip").Produces<Problem>(StatusCodes.Status404NotFound, Problems.ContentType).Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);
        exports.MapPost("/{id:guid}/resume", (Guid id, Exports slice, HttpContext http, CancellationToken token) => slice.ResumeAsync(http.User.ToCaller(), id, token));
        exports.MapDelete("/{id:guid}", (Guid id, Exports slice, HttpContext http, CancellationToken token) => slice.RemoveAsync(http.User.ToCaller(), id, token));
    }
}
