using Microsoft.AspNetCore.SignalR;

namespace Telehealth.Benchmarks.Floor;

internal sealed record FloorRequest(string VisitId);

internal sealed record FloorView(string Phase, string Notice);

internal sealed record FloorAnswer(long Version, FloorView? View = null);

internal sealed record FloorChange(string VisitId, long Version, DateTimeOffset At, FloorView View);

/// <summary>The least that can be called a durable action over SignalR: commit, tell the group of two, answer. No identity, no rules.</summary>
internal sealed class FloorHub(IVisitStore visits, TimeProvider time) : Hub
{
    public async Task<FloorAnswer> JoinVisit(FloorRequest request)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, request.VisitId);
        var (version, phase) = await visits.ReadAsync(Number(request));
        return new FloorAnswer(version, new FloorView(phase, FloorSchema.Notice));
    }

    public Task<FloorAnswer> HoldVisit(FloorRequest request) => ActAsync(request, "OnHold");

    public Task<FloorAnswer> ResumeVisit(FloorRequest request) => ActAsync(request, "InProgress");

    private async Task<FloorAnswer> ActAsync(FloorRequest request, string phase)
    {
        var version = await visits.CommitAsync(Number(request), phase);
        var change = new FloorChange(request.VisitId, version, time.GetUtcNow(), new FloorView(phase, FloorSchema.Notice));
        await Clients.Group(request.VisitId).SendAsync("VisitChanged", change);
        return new FloorAnswer(version);
    }

    private static int Number(FloorRequest request) =>
        int.TryParse(request.VisitId, out var number) && number is > 0 and <= FloorSchema.Visits ? number : throw new HubException("visitId is a number");
}
