using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Prometheus;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Hosting;

/// <summary>What the process itself needs around the features.</summary>
internal static class HostingFeature
{
    public static IServiceCollection AddTelehealthHosting(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System).AddSingleton<DrainState>().AddSingleton<Drain>().AddHostedService<DrainService>().AddHostedService<MetricsStart>();
        services.AddSingleton<IHostLifetime, SignalLifetime>();
        services.AddSingleton<SettingMarks>().AddHostedService<ServiceRecords>();
        services.AddTelehealthHealth();
        services.AddDataProtection().PersistKeysToDbContext<TelehealthDb>();
        services.AddOpenApi(ApiDocument.Configure);
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        // Longer than any drain; the drain's own setting is checked later than this is read.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(DrainOptions.Longest + 15));
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        // Kestrel counts each buffer that it lends: the exporter's book of that cost more than the lending, several times for each message.
        Metrics.ConfigureMeterAdapter(meters => meters.InstrumentFilterPredicate = static instrument => instrument.Meter.Name is not "Microsoft.AspNetCore.MemoryPool");
        return services;
    }
}
