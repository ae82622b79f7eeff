using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Put one person out for good: grant and link are revoked.</summary>
public sealed record RemoveParticipantRequest : CommandBody
{
    public required ParticipantId ParticipantId { get; init; }

    /// <summary>Free text for the record, at most 2,000 characters.</summary>
    public string? Reason { get; init; }

    internal override RefusalView? Check() => CheckText(Reason);
}

internal sealed class RemoveParticipantSlice(VisitCommands commands) : ISlice<RemoveParticipantRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, RemoveParticipantRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new RemoveParticipant(request.ParticipantId, request.Reason), cancellation);
}
