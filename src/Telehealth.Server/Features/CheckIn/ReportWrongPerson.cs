using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>It is somebody else: their session ends, the link is revoked, the place is kept.</summary>
public sealed record ReportWrongPersonRequest : CommandBody;

internal sealed class ReportWrongPersonSlice(VisitCommands commands) : ISlice<ReportWrongPersonRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, ReportWrongPersonRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new ReportWrongPerson(), cancellation);
}
