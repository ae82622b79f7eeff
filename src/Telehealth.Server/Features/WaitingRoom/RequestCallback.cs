using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.WaitingRoom;

/// <summary>Ask the clinic to call.</summary>
public sealed record RequestCallbackRequest : CommandBody;

internal sealed class RequestCallbackSlice(VisitCommands commands) : ISlice<RequestCallbackRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, RequestCallbackRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new RequestCallback(), cancellation);
}
