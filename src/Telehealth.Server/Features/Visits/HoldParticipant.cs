using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Put one person back into the waiting room, for private time with another.</summary>
public sealed record HoldParticipantRequest : CommandBody
{
    public required ParticipantId ParticipantId { get; init; }
}

internal sealed class HoldParticipantSlice(VisitCommands commands) : ISlice<HoldParticipantRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, HoldParticipantRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new HoldParticipant(request.ParticipantId), cancellation);
}
