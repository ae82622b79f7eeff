using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Live;

/// <summary>
/// A connection ends with its session: revoked, signed out, the wrong person, another device, an account disabled, or 15 minutes after the
/// visit closed. What this process hears of ends within a second; the rest is read from the database.
/// </summary>
internal sealed partial class SessionWatch(LiveConnections connections, WatchedVisits visits, IDbContextFactory<TelehealthDb> databases, VisitPolicy policy, TimeProvider time, ILogger<SessionWatch> log) : BackgroundService
{
    private const int AtOnce = 5_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
            {
                LogOutage(log, outage);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        connections.AbortWhere(c => c.Visitor.Caller.ExpiresAt <= now || IsOver(c, now));
        foreach (var some in connections.All.Chunk(AtOnce))
        {
            var ended = await EndedAsync([.. some.Select(c => c.Visitor.Caller.SessionId).Distinct()], cancellation);
            if (ended.Count > 0) connections.AbortWhere(c => ended.Contains(c.Visitor.Caller.SessionId));
        }
    }

    private bool IsOver(LiveConnection connection, Instant now) =>
        connection.Visitor.Caller.VisitId is { } visit && visits.Find(visit)?.Latest?.Visit.Closing is { } closing && closing.At + policy.SessionsEndAfterClosed <= now;

    /// <summary>Few of many, so that the answer is short; the question is one parameter, however many there are.</summary>
    private async Task<HashSet<Guid>> EndedAsync(List<Guid> sessions, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return [.. await db.Sessions.AsNoTracking().Where(s => EF.Parameter(sessions).Contains(s.Id) && s.EndedAt != null).Select(s => s.Id).ToListAsync(cancellation)];
    }

    [LoggerMessage(4003, LogLevel.Warning, "The sessions of open connections could not be checked")]
    private static partial void LogOutage(ILogger log, Exception outage);
}
