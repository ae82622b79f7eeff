using Polly;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>Lets tries out no faster than so many a second; those of a quarter of a second may go together.</summary>
internal sealed class TwilioPace(TimeProvider time, double perSecond) : ResilienceStrategy
{
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(250);
    private readonly TimeSpan between = TimeSpan.FromSeconds(1 / perSecond);
    private readonly Lock gate = new();
    private DateTimeOffset next = DateTimeOffset.MinValue;

    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        try
        {
            if (Turn() is { Ticks: > 0 } wait) await Task.Delay(wait, time, context.CancellationToken).ConfigureAwait(context.ContinueOnCapturedContext);
        }
        catch (OperationCanceledException gone)
        {
            return Outcome.FromException<TResult>(gone);
        }

        return await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
    }

    private TimeSpan Turn()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var turn = next > now ? next : now;
            next = turn + between;
            return turn - now - Together;
        }
    }
}
