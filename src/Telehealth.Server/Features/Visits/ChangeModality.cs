using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>The visit goes on by phone, or by video again.</summary>
public sealed record ChangeModalityRequest : CommandBody
{
    public required Modality To { get; init; }
}

internal sealed class ChangeModalitySlice(VisitCommands commands) : ISlice<ChangeModalityRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, ChangeModalityRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new ChangeModality(request.To), cancellation);
}
