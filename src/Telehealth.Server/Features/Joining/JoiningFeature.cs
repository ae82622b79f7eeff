using Microsoft.Extensions.DependencyInjection.Extensions;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Joining;

/// <summary>How patients and guests come in: by link, with what only they know.</summary>
internal static class JoiningFeature
{
    public static IServiceCollection AddJoining(this IServiceCollection services)
    {
        services.AddSingleton<IOutboxHandler, RevokeLinkEffect>().AddSingleton<IOutboxHandler, EndSessionEffect>().AddSingleton<IOutboxHandler, EndSessionsEffect>();
        services.TryAddSingleton<ISeatArbiter, NobodyToAsk>();
        return services
            .AddScoped<LinkDoor>().AddScoped<WrongTries>().AddScoped<Devices>().AddScoped<Entry>()
            .AddScoped<PreviewLink>().AddScoped<Join>().AddScoped<AskForHelp>().AddScoped<LeaveDevice>();
    }

    public static void MapJoining(this IEndpointRouteBuilder routes)
    {
        var join = routes.MapGroup("/api/join");
        join.MapPost("/preview", (LinkRequest body, PreviewLink slice, HttpContext http, CancellationToken token) => slice.HandleAsync(body, http, token))
            .AllowAnonymous().RequireRateLimiting(Limits.Join).Produces<LinkPreview>().Produces<Problem>(StatusCodes.Status404NotFound);
        join.MapPost("", (JoinRequest body, Join slice, HttpContext http, CancellationToken token) => slice.HandleAsync(body, http, token))
            .AllowAnonymous().RequireRateLimiting(Limits.Join);
        join.MapPost("/help", (LinkRequest body, AskForHelp slice, CancellationToken token) => slice.HandleAsync(body, token))
            .AllowAnonymous().RequireRateLimiting(Limits.Join);
        join.MapPost("/sign-out", (LeaveDevice slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), http, token))
            .RequireAuthorization(Policies.Participant);
    }

    /// <summary>A process without live connections: whoever held the seat cannot be reached, so it yields.</summary>
    private sealed class NobodyToAsk : ISeatArbiter
    {
        public Task<bool> AskAsync(VisitId visit, ParticipantId participant, CancellationToken cancellation) => Task.FromResult(true);
    }
}
