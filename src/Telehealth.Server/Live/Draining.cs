using Microsoft.AspNetCore.SignalR;
using Telehealth.Server.Desk;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Before this process stops: clients are told to move, each at a random moment of its own; nothing new is begun here.</summary>
internal sealed class Draining(LiveConnections connections, IHubContext<VisitHub, IVisitClient> hub) : IDrain
{
    private volatile bool begun;

    public bool Begun => begun;

    public Task<int> TellAsync(TimeSpan reconnectWithin, CancellationToken cancellation)
    {
        begun = true;
        var ids = connections.All.Select(c => c.Id).ToList();
        // Not awaited: a dead socket must not hold up the rest, and the caller waits a fixed time anyhow.
        _ = hub.Clients.Clients(ids).ServerDraining(new ServerDraining((int)Math.Ceiling(reconnectWithin.TotalSeconds)));
        return Task.FromResult(ids.Count);
    }
}
