using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Rescue a visit whose clinician is absent, through the gate.</summary>
public sealed record TakeOverRequest : CommandBody
{
    /// <summary>Where the clinician sits, a USPS code or <c>OUTSIDE</c>; some authorities hold only there.</summary>
    public string? ClinicianLocation { get; init; }
}

internal sealed class TakeOverSlice(VisitCommands commands) : ISlice<TakeOverRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, TakeOverRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new TakeOver(new ParticipantId(Guid.NewGuid()), request.ClinicianLocation), cancellation, anyClinician: true);
}
