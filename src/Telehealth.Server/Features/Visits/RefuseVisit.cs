using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>The clinic cannot treat this patient in this place: close as Refused.</summary>
public sealed record RefuseVisitRequest : CommandBody
{
    /// <summary>Free text for the record, at most 2,000 characters.</summary>
    public string? Reason { get; init; }

    internal override RefusalView? Check() => CheckText(Reason);
}

internal sealed class RefuseVisitSlice(VisitCommands commands) : ISlice<RefuseVisitRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, RefuseVisitRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new RefuseVisit(request.Reason), cancellation);
}
