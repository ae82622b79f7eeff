using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Hang up. Nothing ends by it; GetRoomGrant returns.</summary>
public sealed record LeaveVisitRequest : CommandBody
{
    /// <summary>Free text, not kept.</summary>
    public string? Reason { get; init; }

    internal override RefusalView? Check() => CheckText(Reason);
}

internal sealed class LeaveVisitSlice(VisitCommands commands) : ISlice<LeaveVisitRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, LeaveVisitRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new LeaveVisit(), cancellation);
}
