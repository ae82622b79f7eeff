using System.Net.Http.Headers;
using System.Text;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio.Status;

/// <param name="Date">The vendor's clock; null when it was not reached.</param>
internal sealed record ProbeAnswer(CallOutcome Outcome, DateTimeOffset? Date);

/// <summary>
/// Asks once, with one key: a diagnosis must show what is, not what retries, a second key or an open circuit make of it.
/// Reads only, a few in a minute at most, so it needs no pace of its own.
/// </summary>
internal sealed class TwilioProbe(IHttpClientFactory clients, TimeProvider time)
{
    public const string ClientName = "twilio-probe";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<ProbeAnswer> AskAsync(TwilioKey key, Uri address, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key.Sid}:{key.Secret}")));
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, either.Token);
            return new(CallOutcomes.Of(await TwilioErrors.OfAsync(response) as TwilioException), response.Headers.Date);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException || (cause is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(CallOutcomes.Of(cause, cancellation), null);
        }
    }
}
