using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>A member of staff is on it.</summary>
public sealed record AcknowledgeSafetyConcernRequest : CommandBody
{
    public required ConcernId ConcernId { get; init; }
}

internal sealed class AcknowledgeSafetyConcernSlice(VisitCommands commands) : ISlice<AcknowledgeSafetyConcernRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, AcknowledgeSafetyConcernRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new AcknowledgeSafetyConcern(request.ConcernId), cancellation);
}
