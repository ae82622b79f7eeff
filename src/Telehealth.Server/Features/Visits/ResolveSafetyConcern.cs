using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>How it came out.</summary>
public sealed record ResolveSafetyConcernRequest : CommandBody
{
    public required ConcernId ConcernId { get; init; }

    public required SafetyOutcome Outcome { get; init; }
}

internal sealed class ResolveSafetyConcernSlice(VisitCommands commands) : ISlice<ResolveSafetyConcernRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, ResolveSafetyConcernRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new ResolveSafetyConcern(request.ConcernId, request.Outcome), cancellation);
}
