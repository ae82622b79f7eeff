using Microsoft.AspNetCore.SignalR;
using Telehealth.Domain;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

internal sealed class WatchOperationsSlice(OperationsNews news, LiveConnections connections, IHubContext<VisitHub, IVisitClient> hub) : ISlice<WatchOperationsRequest, WatchOperationsAnswer>
{
    public async Task<WatchOperationsAnswer> HandleAsync(Visitor visitor, WatchOperationsRequest request, CancellationToken cancellation)
    {
        if (!visitor.Actor.Is(StaffRoles.Admin)) return new() { Refusal = RefusalView.Of(RefusalCode.NotAllowed) };
        if (connections.Find(visitor.ConnectionId) is { } connection) connection.WatchesOperations = true;
        await hub.Groups.AddToGroupAsync(visitor.ConnectionId, AudienceGroups.Operations, cancellation);
        return new() { Operations = news.Now() };
    }
}
