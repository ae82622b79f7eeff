using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Take an offered visit, through the gate.</summary>
public sealed record AcceptTransferRequest : CommandBody
{
    /// <summary>Where the clinician sits, a USPS code or <c>OUTSIDE</c>; some authorities hold only there.</summary>
    public string? ClinicianLocation { get; init; }
}

internal sealed class AcceptTransferSlice(VisitCommands commands) : ISlice<AcceptTransferRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, AcceptTransferRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new AcceptTransfer(new ParticipantId(Guid.NewGuid()), request.ClinicianLocation), cancellation);
}
