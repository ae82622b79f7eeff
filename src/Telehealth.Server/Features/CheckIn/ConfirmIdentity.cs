using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>The clinician saw on camera that this is the right person.</summary>
public sealed record ConfirmIdentityRequest : CommandBody;

internal sealed class ConfirmIdentitySlice(VisitCommands commands) : ISlice<ConfirmIdentityRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, ConfirmIdentityRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new ConfirmIdentity(), cancellation);
}
