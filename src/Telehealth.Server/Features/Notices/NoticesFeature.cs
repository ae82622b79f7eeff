using Microsoft.Extensions.Options;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Notices;

/// <summary>What the clinic tells people, and what it has to do for them.</summary>
internal static class NoticesFeature
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<AddressHashes>().AddSingleton<NoticeBook>().AddSingleton<INoticeNews>(p => p.GetRequiredService<NoticeBook>())
        .AddScoped<WorkItems>().AddSingleton<IOutboxHandler, WorkItemEffect>().AddSingleton<IOutboxHandler, UnsentNotice>();

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/clinic", (IOptions<ClinicOptions> clinic) => ClinicNotice.Clinic(clinic)).AllowAnonymous();
        routes.MapGet("/api/consent", (string? state, string? language) => ClinicNotice.Consent(state, language)).AllowAnonymous();
        var work = routes.MapGroup("/api/work").RequireAuthorization(Policies.Desk);
        work.MapGet("", (WorkItems slice, CancellationToken token) => slice.ListAsync(token));
        work.MapPost("/{id:guid}/done", (Guid id, WorkItems slice, HttpContext http, CancellationToken token) => slice.FinishAsync(http.User.ToCaller(), id, token));
    }
}
