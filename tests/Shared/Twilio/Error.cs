using Microsoft.AspNetCore.Http;

namespace Telehealth.Tests.Shared.Twilio;

/// <summary>The vendor's shape of an error. Its words must not leave our adapter.</summary>
internal static class Error
{
    public static IResult Answer(int status, int code) =>
        Results.Json(new { code, message = "Words of the vendor", more_info = $"https://www.twilio.com/docs/errors/{code}", status }, statusCode: status);
}
