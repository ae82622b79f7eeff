using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Server.Desk;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Live;

/// <summary>
/// Compares the visits that are watched here with the database every few seconds: what another process committed while the backplane lost
/// it reaches its audiences all the same. Also forgets what nobody looks at any more.
/// </summary>
internal sealed partial class VersionWatch(
    WatchedVisits visits, IVisitReader reader, Delivery delivery, BoardRefresh board, PresenceBook presence, IOptions<LiveOptions> options, TimeProvider time, ILogger<VersionWatch> log) : BackgroundService
{
    private const int AtOnce = 5_000;
    private static readonly Duration PresenceKept = Duration.FromHours(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.VersionCheckSeconds), time);
        await LookAsync(board.FillAsync, stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(CompareAsync, stoppingToken);
    }

    private async Task LookAsync(Func<CancellationToken, Task> look, CancellationToken cancellation)
    {
        try
        {
            await look(cancellation);
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogOutage(log, outage);
        }
    }

    private async Task CompareAsync(CancellationToken cancellation)
    {
        foreach (var some in visits.Watched.Select(v => v.Latest).OfType<LoadedVisit>().Chunk(AtOnce))
        {
            foreach (var id in await reader.NewerAsync([.. some.Select(l => (l.Visit.Id, l.Visit.Version))], cancellation))
            {
                if (visits.Find(id) is { } visit) await CatchUpAsync(visit, cancellation);
            }
        }

        await board.RefreshAsync(cancellation);
        visits.Prune();
        presence.Prune(PresenceKept);
    }

    private async Task CatchUpAsync(WatchedVisit visit, CancellationToken cancellation)
    {
        if (await reader.FindAsync(visit.Id, cancellation) is not { } found || !visit.Hear(found)) return;
        board.Put(found);
        await delivery.TellAsync(visit, found);
    }

    [LoggerMessage(4002, LogLevel.Warning, "The watched visits could not be compared with the database")]
    private static partial void LogOutage(ILogger log, Exception outage);
}
