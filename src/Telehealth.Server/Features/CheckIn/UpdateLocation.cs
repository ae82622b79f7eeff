using Microsoft.Extensions.Options;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>The patient has moved, or corrects the place. It is stored whatever the verdict.</summary>
public sealed record UpdateLocationRequest : CommandBody
{
    public required LocationBody Location { get; init; }

    internal override RefusalView? Check() => Location.Check();
}

internal sealed class UpdateLocationSlice(VisitCommands commands, IWaitingLines lines, TimeProvider time, IOptions<LicensureOptions> options) : ISlice<UpdateLocationRequest, CheckInResult>
{
    public async Task<CheckInResult> HandleAsync(Visitor visitor, UpdateLocationRequest request, CancellationToken cancellation)
    {
        var place = request.Location.ToStated(visitor, time.Now(), options.Value.KeepCoordinates);
        var (outcome, refusal) = await commands.ExecuteAsync(visitor, request, _ => new UpdateLocation(place, Stated.By(visitor)), cancellation);
        return CheckInResult.Of(outcome, refusal, lines);
    }
}
