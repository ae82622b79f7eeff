using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio.Status;

/// <summary>Around all tries of one call: notes how it ended.</summary>
internal sealed class CountCall(CallFigures figures, VendorMetrics metrics, TimeProvider time) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<int[]> Sent = new("telehealth.sent");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (call, start) = (TwilioCallKind.Of(request).Name, time.GetTimestamp());
        request.Options.Set(Sent, [0]);
        var outcome = CallOutcome.Broken;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            outcome = CallOutcomes.Of(await TwilioErrors.OfAsync(response) as TwilioException);
            return response;
        }
        catch (Exception cause)
        {
            outcome = CallOutcomes.Of(cause, cancellationToken);
            throw;
        }
        finally
        {
            figures.Ended(call, outcome);
            metrics.Ended(call, outcome, TriesOf(request)[0], time.GetElapsedTime(start));
        }
    }

    private static int[] TriesOf(HttpRequestMessage request) => request.Options.TryGetValue(Sent, out var sent) ? sent : [0];

    /// <summary>Inside of all tries: each that goes out is one.</summary>
    internal sealed class Try : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref TriesOf(request)[0]);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
