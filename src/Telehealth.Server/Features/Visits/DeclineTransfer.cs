using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Decline an offered visit, or withdraw the offer.</summary>
public sealed record DeclineTransferRequest : CommandBody;

internal sealed class DeclineTransferSlice(VisitCommands commands) : ISlice<DeclineTransferRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, DeclineTransferRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new DeclineTransfer(), cancellation);
}
