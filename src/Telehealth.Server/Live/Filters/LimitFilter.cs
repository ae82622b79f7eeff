using Microsoft.AspNetCore.SignalR;
using Telehealth.Domain;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live.Filters;

/// <summary>How often one connection may call, what has the form of a request at all, and what is still begun while the server is leaving.</summary>
internal sealed class LimitFilter(Draining draining, LiveMetrics metrics) : IHubFilter
{
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (Refused(invocationContext) is not { } refusal) return next(invocationContext);
        metrics.Refused(refusal.Code);
        return ValueTask.FromResult<object?>(Refusals.Of(invocationContext, refusal));
    }

    private RefusalView? Refused(HubInvocationContext call)
    {
        var request = call.HubMethodArguments is [var only] ? only : null;
        var connection = LiveConnection.Of(call.Context);
        var bucket = request is RelaySignalRequest ? connection.Signals : connection.Calls;
        if (bucket.Take() is { } wait) return RefusalView.Of(RefusalCode.RateLimited) with { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) };
        if (request is null) return RefusalView.Of(RefusalCode.Invalid);
        if (draining.Begun && request is (JoinVisitRequest or WatchBoardRequest or WatchOperationsRequest)) return RefusalView.Of(RefusalCode.Draining);
        return request is VisitBody body ? body.Check() : null;
    }
}
