using Telehealth.Domain;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Scheduling;

/// <summary>Planning visits and finding them.</summary>
internal static class SchedulingFeature
{
    public static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddScoped<VisitChanges>().AddScoped<Overlaps>().AddSingleton<JoinAddresses>()
        .AddScoped<ScheduleVisitSlice>().AddScoped<ListVisits>().AddScoped<GetVisit>()
        .AddScoped<RescheduleVisitSlice>().AddScoped<CancelVisitSlice>().AddScoped<ReassignVisitSlice>().AddScoped<OpenWaitingRoomSlice>()
        .AddScoped<InviteParticipantSlice>().AddScoped<ReissueLink>().AddScoped<UnlockLink>().AddScoped<CorrectOutcomeSlice>().AddScoped<ContinueVisit>();

    public static void MapScheduling(this IEndpointRouteBuilder routes)
    {
        var visits = routes.MapGroup("/api/visits").RequireAuthorization(Policies.CareTeam);
        visits.MapPost("", (ScheduleVisitRequest body, ScheduleVisitSlice slice, HttpContext http, TimeProvider time, CancellationToken token) => slice.HandleAsync(body, http, time, token))
            .RequireAuthorization(Policies.Desk);
        visits.MapGet("", ([AsParameters] ListVisitsQuery query, ListVisits slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), query, token));
        var one = visits.MapGroup("/{id:guid}");
        one.MapGet("", (Guid id, GetVisit slice, HttpContext http, TimeProvider time, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), new VisitId(id), time, token));
        one.MapPost("/reschedule", (Guid id, RescheduleRequest body, RescheduleVisitSlice slice, HttpContext http, CancellationToken token) => slice.HandleAsync(new VisitId(id), body, http, token));
        one.MapPost("/cancel", (Guid id, CancelRequest body, CancelVisitSlice slice, HttpContext http, CancellationToken token) => slice.HandleAsync(new VisitId(id), body, http, token));
        one.MapPost("/reassign", (Guid id, ReassignRequest body, ReassignVisitSlice slice, HttpContext http, CancellationToken token) => slice.HandleAsync(new VisitId(id), body, http, token));
        one.MapPost("/open", (Guid id, OpenRequest? body, OpenWaitingRoomSlice slice, HttpContext http, CancellationToken token) => slice.HandleAsync(new VisitId(id), body, http, token));
        one.MapPost("/outcome", (Guid id, OutcomeRequest body, CorrectOutcomeSlice slice, HttpContext http, CancellationToken token) => slice.HandleAsync(new VisitId(id), body, http, token));
        one.MapPost("/continue", (Guid id, ContinueRequest? body, ContinueVisit slice, HttpContext http, CancellationToken token) => slice.HandleAsync(new VisitId(id), body, http, token));
        MapPeople(one.MapGroup("/participants"));
    }

    private static void MapPeople(RouteGroupBuilder people)
    {
        people.MapPost("", (Guid id, InviteRequest body, InviteParticipantSlice slice, HttpContext http, CancellationToken token) => slice.HandleAsync(new VisitId(id), body, http, token));
        people.MapPost("/{pid:guid}/link", (Guid id, Guid pid, ReissueLink slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(new VisitId(id), new ParticipantId(pid), http, token));
        people.MapPost("/{pid:guid}/unlock", (Guid id, Guid pid, UnlockLink slice, HttpContext http, CancellationToken token) =>
            slice.HandleAsync(new VisitId(id), new ParticipantId(pid), http, token));
    }
}
