using System.Diagnostics;
using Telehealth.Domain;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Hosting;

/// <summary>The outermost door of HTTP: a fault becomes one neutral sentence with a number, and a line in the log without anybody's words.</summary>
internal sealed partial class FaultBarrier(RequestDelegate next, ILogger<FaultBarrier> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up; there is nobody to tell.
        }
        catch (BadHttpRequestException bad)
        {
            await TellAsync(context, ProblemOf(bad));
        }
        catch (Exception fault) when (StorageFaults.IsUnavailable(fault))
        {
            LogOutage(log, fault);
            await TellAsync(context, Problem.Of(RefusalCode.Unavailable) with { RetryAfter = 2 });
        }
        catch (Exception fault)
        {
            var correlation = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
            LogFault(log, correlation, fault);
            await TellAsync(context, Problem.Fault(correlation));
        }
    }

    private static Problem ProblemOf(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => Problem.Of(RefusalCode.TooLarge),
        StatusCodes.Status415UnsupportedMediaType => Problem.Of(RefusalCode.Invalid, "Send JSON: Content-Type application/json.") with { Status = StatusCodes.Status415UnsupportedMediaType },
        _ => Problem.Of(RefusalCode.Invalid),
    };

    private static Task TellAsync(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        return Problems.WriteAsync(context, problem);
    }

    [LoggerMessage(1001, LogLevel.Error, "A request failed; correlation {CorrelationId}")]
    private static partial void LogFault(ILogger log, string correlationId, Exception fault);

    [LoggerMessage(1002, LogLevel.Warning, "The database did not answer a request")]
    private static partial void LogOutage(ILogger log, Exception fault);
}
