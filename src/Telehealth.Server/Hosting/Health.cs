using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Desk.Rules;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Hosting;

/// <summary>Ready means: the database answers, the rules in force are held and the server is not leaving; Degraded, that the log is not sealed, or its heads not copied, as they should be, while visits go on. Live means: the process answers.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddTelehealthHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Ready]).AddCheck<DrainCheck>("drain", tags: [Ready])
            .AddCheck<LogCheck>("log", tags: [Ready]).AddCheck<RulesCheck>("rules", tags: [Ready]);
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

    private sealed class LogCheck(LogStatus status) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(status.Now.Alarm ? HealthCheckResult.Degraded() : HealthCheckResult.Healthy());
    }

    /// <summary>A node with other rules than those in force decides nothing, so nothing is sent to it.</summary>
    private sealed class RulesCheck(TelehealthDb db, HeldRules held) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } row && held.AreThoseOf(row)
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy("Other rules are in force than this process holds.");
            }
            catch (Exception outage) when (StorageFaults.IsUnavailable(outage) || outage is System.Data.Common.DbException)
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
