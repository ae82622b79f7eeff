using System.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Telehealth.Domain;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Live.Filters;

/// <summary>The outermost: an outage is a refusal, a fault one neutral sentence with a number that finds it in the log.</summary>
internal sealed partial class FaultFilter(ILogger<FaultFilter> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            // The caller hung up; there is nobody to tell.
            return null;
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogOutage(log, invocationContext.HubMethodName, outage);
            return Refusals.Of(invocationContext, RefusalView.Of(RefusalCode.Unavailable));
        }
        catch (Exception fault)
        {
            var correlation = Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("N");
            LogFault(log, invocationContext.HubMethodName, correlation, fault);
            throw new HubException($"Something went wrong. It is our fault, not yours. Number: {correlation}");
        }
    }

    [LoggerMessage(4101, LogLevel.Warning, "The database did not answer {Method}")]
    private static partial void LogOutage(ILogger log, string method, Exception outage);

    [LoggerMessage(4102, LogLevel.Error, "{Method} failed; correlation {CorrelationId}")]
    private static partial void LogFault(ILogger log, string method, string correlationId, Exception fault);
}
