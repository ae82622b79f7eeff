using Microsoft.Extensions.Options;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Notices;

/// <summary>What the clinic tells people, and what it has to do for them.</summary>
internal static class NoticesFeature
{
    public static IServiceCollection AddNotices(this IServiceCollection services, IHostEnvironment environment, IConfiguration configuration)
    {
        services.AddOptions<EmailOptions>().Bind(configuration.GetSection(EmailOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        if (!string.IsNullOrEmpty(configuration["Email:Host"])) services.AddSingleton<INoticeSender, EmailSender>();
        if (environment.IsDevelopment() && services.All(s => s.ServiceType != typeof(INoticeSender))) services.AddDevelopmentSenders();
        return services.AddBook().AddDeliveries();
    }

    private static IServiceCollection AddBook(this IServiceCollection services) => services
        .AddSingleton<AddressHashes>().AddSingleton<NoticeBook>().AddSingleton<INoticeNews>(p => p.GetRequiredService<NoticeBook>())
        .AddScoped<ReadNotices>().AddScoped<WorkItems>().AddSingleton<IOutboxHandler, WorkItemEffect>();

    private static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddSingleton<ReadyNotices>().AddSingleton<NoticeAddresses>().AddSingleton<NoticeTemplates>().AddSingleton<NoticeLetters>().AddSingleton<NoticeRefusals>()
        .AddSingleton<IOutboxHandler, VisitNotices>().AddSingleton<IOutboxHandler, PlanRemindersEffect>().AddSingleton<IOutboxHandler, ReminderFallsDue>()
        .AddSingleton<IOutboxHandler, NoticeDelivery>();

    /// <summary>No channel is set up on this development machine: messages are shown instead of sent.</summary>
    private static void AddDevelopmentSenders(this IServiceCollection services)
    {
        services.AddSingleton<DevelopmentNotices>();
        foreach (var channel in Enum.GetValues<NoticeChannel>()) services.AddSingleton<INoticeSender>(p => new DevelopmentSender(channel, p.GetRequiredService<DevelopmentNotices>()));
    }

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/clinic", (IOptions<ClinicOptions> clinic) => ClinicNotice.Clinic(clinic)).AllowAnonymous();
        routes.MapGet("/api/consent", (ConsentTexts texts, string? state, string? language) => ClinicNotice.Consent(texts, state, language)).AllowAnonymous();
        var notices = routes.MapGroup("/api/notices").RequireAuthorization(Policies.Admin);
        notices.MapGet("", ([AsParameters] ListNoticesQuery query, ReadNotices slice, HttpContext http, CancellationToken token) => slice.ListAsync(http.User.ToCaller(), query, token));
        notices.MapPost("/{id:guid}/resolve", (Guid id, ResolveNoticeRequest body, ReadNotices slice, HttpContext http, CancellationToken token) => slice.ResolveAsync(http.User.ToCaller(), id, body, token));
        var work = routes.MapGroup("/api/work").RequireAuthorization(Policies.Desk);
        work.MapGet("", (WorkItems slice, CancellationToken token) => slice.ListAsync(token));
        work.MapPost("/{id:guid}/done", (Guid id, WorkItems slice, HttpContext http, CancellationToken token) => slice.FinishAsync(http.User.ToCaller(), id, token));
    }
}
