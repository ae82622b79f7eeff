using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Rescue a visit whose clinician is absent, through the gate.</summary>
public sealed record TakeOverRequest : CommandBody;

internal sealed class TakeOverSlice(VisitCommands commands) : ISlice<TakeOverRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, TakeOverRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new TakeOver(new ParticipantId(Guid.NewGuid())), cancellation, anyClinician: true);
}
