using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>"Yes, still there."</summary>
public sealed record ReaffirmLocationRequest : CommandBody;

internal sealed class ReaffirmLocationSlice(VisitCommands commands, IWaitingLines lines) : ISlice<ReaffirmLocationRequest, CheckInResult>
{
    public async Task<CheckInResult> HandleAsync(Visitor visitor, ReaffirmLocationRequest request, CancellationToken cancellation)
    {
        var (outcome, refusal) = await commands.ExecuteAsync(visitor, request, _ => new ReaffirmLocation(Stated.By(visitor)), cancellation);
        return CheckInResult.Of(outcome, refusal, lines);
    }
}
