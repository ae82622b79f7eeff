using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Let one person in, besides the patient.</summary>
public sealed record AdmitParticipantRequest : CommandBody
{
    public required ParticipantId ParticipantId { get; init; }
}

internal sealed class AdmitParticipantSlice(VisitCommands commands) : ISlice<AdmitParticipantRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, AdmitParticipantRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new AdmitParticipant(request.ParticipantId), cancellation);
}
