using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Telehealth.Server.Doors;
using Telehealth.Server.Twilio.Status;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>Who may tell us something: whoever signed all of it with one of our auth tokens. Anything else is refused and counted.</summary>
internal sealed partial class CallbackDoor(CallbackSignature signature, CallbackFigures figures, IOptions<SiteOptions> site, ILogger<CallbackDoor> log)
{
    /// <param name="name">Of the door, for the counts.</param>
    /// <returns>The fields as they were signed, or null: then the answer is <see cref="Refusal"/>.</returns>
    public async Task<IReadOnlyDictionary<string, StringValues>?> ReadAsync(HttpContext http, string name, CancellationToken cancellation)
    {
        var fields = await CallbackForm.ReadAsync(http.Request, cancellation);
        if (fields is not null && signature.IsValid(http.Request.Headers[CallbackSignature.Header], new Uri(CallbackAddress.Origin(site.Value)), TargetOf(http), fields)) return fields;
        figures.Refused(name);
        LogRefused();
        return null;
    }

    public static IResult Refusal => Results.StatusCode(StatusCodes.Status403Forbidden);

    /// <summary>Byte for byte as it was asked for, since that is what is signed.</summary>
    private static string TargetOf(HttpContext http) => http.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] raw ? raw : http.Request.Path + http.Request.QueryString;

    [LoggerMessage(5010, LogLevel.Information, "A callback that our vendor did not sign was refused")]
    private partial void LogRefused();
}
