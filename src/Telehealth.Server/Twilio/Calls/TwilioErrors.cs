using System.Net;
using System.Text.Json;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>Reads the vendor's two shapes of error, and what gateways send in their place.</summary>
internal static class TwilioErrors
{
    public static async Task<Exception?> OfAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode) return null;
        var code = CodeIn(await response.Content.ReadAsByteArrayAsync());
        return new TwilioException(KindOf(response.StatusCode, code), response.StatusCode, code)
        {
            SurelyUndone = SendWatch.Refuses(response.StatusCode), RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    /// <summary>What befell a call that got no answer: too slow, cut off, or held back by our own limits.</summary>
    public static Exception OfTransport(HttpRequestMessage request, Exception cause, CancellationToken cancellation) =>
        cause is TwilioException or OperationCanceledException && cancellation.IsCancellationRequested ? cause : new TwilioException(TwilioErrorKind.Transient, null, null, cause)
        {
            SurelyUndone = !SendWatch.MayHaveArrived(request),
        };

    public static TwilioErrorKind KindOf(HttpStatusCode status, int? code) => code switch
    {
        53113 => TwilioErrorKind.AlreadyExists,
        20404 or 53106 or 53204 => TwilioErrorKind.NotFound,
        53112 or 53118 => TwilioErrorKind.AlreadyEnded,
        53105 or 53119 or 53206 => TwilioErrorKind.Capacity,
        20429 => TwilioErrorKind.RateLimited,
        20003 or 20403 => TwilioErrorKind.AuthConfig,
        53103 or 53116 => TwilioErrorKind.Transient,
        _ => KindOf(status),
    };

    private static TwilioErrorKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => TwilioErrorKind.AuthConfig,
        HttpStatusCode.NotFound => TwilioErrorKind.NotFound,
        HttpStatusCode.TooManyRequests => TwilioErrorKind.RateLimited,
        HttpStatusCode.RequestTimeout => TwilioErrorKind.Transient,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => TwilioErrorKind.InvalidRequest,
        _ => TwilioErrorKind.Transient,
    };

    private static int? CodeIn(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("code", out var code)
                && code.ValueKind is JsonValueKind.Number && code.TryGetInt32(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
