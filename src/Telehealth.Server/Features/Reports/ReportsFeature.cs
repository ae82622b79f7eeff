using Telehealth.Domain;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Reports;

/// <summary>What an admin looks at to keep the clinic licensed, and what an auditor asks about decisions of the past.</summary>
internal static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<GetMatrix>().AddScoped<GetEndangeredVisits>().AddScoped<ListRefusedStarts>().AddScoped<ListDecisions>().AddScoped<ReplayDecision>().AddScoped<WhoMay>();

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var licensure = routes.MapGroup("/api/licensure").RequireAuthorization(Policies.Audit);
        licensure.MapGet("/matrix", ([AsParameters] MatrixQuery query, GetMatrix slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), query, token));
        licensure.MapGet("/endangered", (int? days, GetEndangeredVisits slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), days, token));
        licensure.MapGet("/refused-starts", ([AsParameters] RefusedStartsQuery query, ListRefusedStarts slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), query, token));
        licensure.MapGet("/decisions/{recordId:long}/replay", (long recordId, ReplayDecision slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(http.User.ToCaller(), recordId, token));

        var visit = routes.MapGroup("/api/visits/{id:guid}");
        visit.MapGet("/decisions", (Guid id, ListDecisions slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), new VisitId(id), token))
            .RequireAuthorization(Policies.Staff);
        visit.MapGet("/who-may", (Guid id, WhoMay slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), new VisitId(id), token))
            .RequireAuthorization(Policies.CareTeam);
    }
}
