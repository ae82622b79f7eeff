using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Take an offered visit, through the gate.</summary>
public sealed record AcceptTransferRequest : CommandBody;

internal sealed class AcceptTransferSlice(VisitCommands commands) : ISlice<AcceptTransferRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, AcceptTransferRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new AcceptTransfer(new ParticipantId(Guid.NewGuid())), cancellation);
}
