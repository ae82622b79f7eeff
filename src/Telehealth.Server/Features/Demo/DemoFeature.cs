using Microsoft.Extensions.Options;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Demo;

/// <summary>Settings of section <c>Demo</c>.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>In Development, fill an empty database with a demo clinic and print its links. Default true.</summary>
    public bool Seed { get; set; } = true;
}

/// <summary>A clinic to try things in, on a development machine only.</summary>
internal static class DemoFeature
{
    public static IServiceCollection AddDemo(this IServiceCollection services, IHostEnvironment environment, IConfiguration configuration)
    {
        if (!IsOn(environment, configuration)) return services;
        services.AddSingleton<DemoLinks>().AddScoped<DemoClinic>().AddScoped<DemoVisits>().AddHostedService<DemoSeed>();
        return services;
    }

    public static void MapDemo(this WebApplication app)
    {
        if (!IsOn(app.Environment, app.Configuration)) return;
        app.MapGet("/api/dev/links", (DemoLinks links, HttpRequest request, IOptions<SiteOptions> site) => links.ViewAt(site.Value.OriginFor(request))).AllowAnonymous();
    }

    private static bool IsOn(IHostEnvironment environment, IConfiguration configuration) =>
        environment.IsDevelopment() && (configuration.GetSection(DemoOptions.Section).Get<DemoOptions>() ?? new DemoOptions()).Seed;
}
