using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Name a no-show, where the rules allow it.</summary>
public sealed record MarkNoShowRequest : CommandBody
{
    public required NoShowWho Who { get; init; }
}

internal sealed class MarkNoShowSlice(VisitCommands commands) : ISlice<MarkNoShowRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, MarkNoShowRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new MarkNoShow(request.Who), cancellation);
}
