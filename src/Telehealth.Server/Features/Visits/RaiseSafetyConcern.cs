using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Somebody may be in danger.</summary>
public sealed record RaiseSafetyConcernRequest : CommandBody;

internal sealed class RaiseSafetyConcernSlice(VisitCommands commands) : ISlice<RaiseSafetyConcernRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, RaiseSafetyConcernRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new RaiseSafetyConcern(new ConcernId(Guid.NewGuid())), cancellation);
}
