using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Hosting;

/// <summary>Ready means: the database answers and the server is not leaving. Live means: the process answers.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddTelehealthHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Ready]).AddCheck<DrainCheck>("drain", tags: [Ready]);
        return services;
    }

    public static void MapTelehealthHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains(Ready) }).AllowAnonymous();
    }

    private sealed class DatabaseCheck(TelehealthDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
            }
            catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
            {
                return HealthCheckResult.Unhealthy();
            }
        }
    }

    private sealed class DrainCheck(DrainState drain) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(drain.Draining ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }
}
