using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Go on after a hold, through the gate.</summary>
public sealed record ResumeVisitRequest : CommandBody
{
    /// <summary>Where the clinician sits, a USPS code or <c>OUTSIDE</c>; some authorities hold only there.</summary>
    public string? ClinicianLocation { get; init; }
}

internal sealed class ResumeVisitSlice(VisitCommands commands) : ISlice<ResumeVisitRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, ResumeVisitRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new ResumeVisit(request.ClinicianLocation), cancellation);
}
