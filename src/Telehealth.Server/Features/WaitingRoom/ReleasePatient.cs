using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.WaitingRoom;

/// <summary>Give a claim back, so that a colleague may admit.</summary>
public sealed record ReleasePatientRequest : CommandBody;

internal sealed class ReleasePatientSlice(VisitCommands commands) : ISlice<ReleasePatientRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, ReleasePatientRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new ReleasePatient(), cancellation);
}
