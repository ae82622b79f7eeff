using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>Signs in with the API key in use; when it is refused and there is another, with that one.</summary>
internal sealed partial class TwilioAuthorization(TwilioKeys keys, ILogger<TwilioAuthorization> log) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = keys.Current;
        var response = await SendAsync(request, key, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.Unauthorized || keys.Other(key) is not { } other) return response;

        var second = await SendAsync(request, other, cancellationToken);
        response.Dispose();
        if (second.StatusCode is not HttpStatusCode.Unauthorized)
        {
            LogOther(other.Sid);
            keys.Accepted(other);
        }

        return second;
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TwilioKey key, CancellationToken cancellation)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key.Sid}:{key.Secret}")));
        return base.SendAsync(request, cancellation);
    }

    [LoggerMessage(5001, LogLevel.Warning, "Twilio refused the API key in use; {KeySid} is accepted and used from now on")]
    private partial void LogOther(string keySid);
}
