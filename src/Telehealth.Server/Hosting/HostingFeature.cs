using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Hosting;

/// <summary>What the process itself needs around the features.</summary>
internal static class HostingFeature
{
    public static IServiceCollection AddTelehealthHosting(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System).AddSingleton<DrainState>().AddHostedService<DrainService>();
        services.AddTelehealthHealth();
        services.AddDataProtection().PersistKeysToDbContext<TelehealthDb>();
        services.AddOpenApi(ApiDocument.Configure);
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddOptions<HostOptions>().Configure<IOptions<DrainOptions>>((host, drain) => host.ShutdownTimeout = TimeSpan.FromSeconds(drain.Value.Seconds + 15));
        services.AddOptions<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>().Configure<IOptions<RateLimitOptions>>((kestrel, limits) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.Value.MaxBodyBytes;
        });
        return services;
    }
}
