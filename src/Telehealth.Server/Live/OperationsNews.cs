using Microsoft.AspNetCore.SignalR;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Doors;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Counts of this process, told every five seconds to the admins who watch.</summary>
internal sealed class OperationsNews(
    LiveConnections connections, WatchedVisits visits, BoardIndex board, Draining draining, LogStatus log, IHubContext<VisitHub, IVisitClient> hub, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public Operations Now() => new(
        time.Now(), connections.Count, visits.Count, board.All.GroupBy(v => v.Visit.Phase).ToDictionary(g => g.Key.ToString(), g => g.Count()),
        board.All.Count(v => v.Visit.OpenConcern is not null), draining.Begun, LogNow());

    private LogNews LogNow() => new(log.Now.State.ToString(), (long)log.Now.Oldest.TotalSeconds, log.Now.Alarm);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (connections.Count > 0 && connections.All.Any(c => c.WatchesOperations)) await hub.Clients.Group(AudienceGroups.Operations).OperationsChanged(Now());
        }
    }
}
