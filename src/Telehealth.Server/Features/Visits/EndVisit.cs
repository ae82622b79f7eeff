using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>The visit is over.</summary>
public sealed record EndVisitRequest : CommandBody
{
    public required Disposition Disposition { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public string? Note { get; init; }

    internal override RefusalView? Check() => CheckText(Note);
}

internal sealed class EndVisitSlice(VisitCommands commands) : ISlice<EndVisitRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, EndVisitRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new EndVisit(request.Disposition, request.Note), cancellation);
}
