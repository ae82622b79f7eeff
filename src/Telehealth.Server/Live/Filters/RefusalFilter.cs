using System.Collections.Frozen;
using Microsoft.AspNetCore.SignalR;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Live.Filters;

/// <summary>Records who asked for what their role does not include, where no desk has: the methods that command no visit. Signals are left out; they are refused to whoever just left, many times a second.</summary>
internal sealed class RefusalFilter(IClinicDesk desk) : IHubFilter
{
    private static readonly FrozenSet<string> WithoutDesk = new[]
    {
        nameof(IVisitHub.WatchBoard), nameof(IVisitHub.WatchOperations), nameof(IVisitHub.SendMessage), nameof(IVisitHub.GetMessages), nameof(IVisitHub.YieldSeat), nameof(IVisitHub.ReportRefusalShown),
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string NotAllowed = RefusalCode.NotAllowed.ToWire();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var answer = await next(invocationContext);
        if (answer is Answer { Refusal.Code: var code } && code == NotAllowed && WithoutDesk.Contains(invocationContext.HubMethodName))
        {
            var caller = LiveConnection.Of(invocationContext.Context).Visitor.Caller;
            await RefusedDoors.RecordAsync(desk, caller, invocationContext.HubMethodName, RefusalCode.NotAllowed, invocationContext.Context.ConnectionAborted);
        }

        return answer;
    }
}
