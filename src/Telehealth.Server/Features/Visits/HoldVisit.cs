using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Put the visit on hold; every grant ends.</summary>
public sealed record HoldVisitRequest : CommandBody;

internal sealed class HoldVisitSlice(VisitCommands commands) : ISlice<HoldVisitRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, HoldVisitRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new HoldVisit(), cancellation);
}
