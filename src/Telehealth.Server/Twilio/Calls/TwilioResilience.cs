using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Telehealth.Server.Desk;
using Telehealth.Server.Twilio.Status;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>
/// One pipeline per kind of call. Every call of the Video interface may be repeated: reads change nothing, ending is ending, and a room
/// that a lost try had made is told by its name. A message is sent again only when the vendor surely did not take it.
/// </summary>
internal static class TwilioResilience
{
    private const int Waiting = 100;
    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromSeconds(5);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> builder, TwilioCallKind kind, IServiceProvider services)
    {
        var (time, figures) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<CallFigures>());
        builder.TimeProvider = time;
        builder
            .AddTimeout(new HttpTimeoutStrategyOptions { Name = "total", Timeout = kind.Total })
            .AddConcurrencyLimiter(kind.AtOnce, Waiting)
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = kind.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(3),
                UseJitter = true,
                DelayGenerator = tried => ValueTask.FromResult(AskedWait(tried.Outcome.Result, time)),
                ShouldHandle = tried => ValueTask.FromResult(IsWorthAnotherTry(tried.Outcome, time) && (kind.MayBeRepeated || IsUndone(tried))),
            })
            .AddStrategy(_ => services.GetRequiredService<TwilioPaces>().Of(kind), new Pacing())
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                SamplingDuration = TimeSpan.FromSeconds(30),
                MinimumThroughput = kind.OpensAfter,
                FailureRatio = 0.5,
                BreakDuration = TimeSpan.FromSeconds(10),
                ShouldHandle = tried => ValueTask.FromResult(IsOutage(tried.Outcome)),
                OnOpened = _ => Note(VendorCircuit.Open),
                OnHalfOpened = _ => Note(VendorCircuit.HalfOpen),
                OnClosed = _ => Note(VendorCircuit.Closed),
            })
            .AddTimeout(new HttpTimeoutStrategyOptions { Name = "try", Timeout = kind.PerTry });

        ValueTask Note(VendorCircuit circuit)
        {
            figures.Circuit(kind.Name, circuit);
            return ValueTask.CompletedTask;
        }
    }

    private static bool IsWorthAnotherTry(Outcome<HttpResponseMessage> outcome, TimeProvider time) =>
        outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests } held ? AsksForNoLongerThanWeWait(held, time) : IsOutage(outcome) && AsksForNoLongerThanWeWait(outcome.Result, time);

    private static bool IsUndone(RetryPredicateArguments<HttpResponseMessage> tried) =>
        tried.Outcome.Result is { } answer ? SendWatch.Refuses(answer.StatusCode) : tried.Context.GetRequestMessage() is { } request && !SendWatch.MayHaveArrived(request);

    /// <summary>The vendor is slow, cut off or broken. Being held back (429) is none of these: nothing was done and nothing is broken.</summary>
    private static bool IsOutage(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Exception: BrokenCircuitException } => false,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };

    private static bool AsksForNoLongerThanWeWait(HttpResponseMessage? response, TimeProvider time) => AskedWait(response, time) is not { } wait || wait <= LongestAskedWait;

    /// <summary>Null where the vendor names no time: then the wait is ours.</summary>
    private static TimeSpan? AskedWait(HttpResponseMessage? response, TimeProvider time) => response?.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } until } => until > time.GetUtcNow() ? until - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private sealed class Pacing : ResilienceStrategyOptions;
}
