using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>The body of a callback, byte for byte as it is signed: a form and nothing else, of bounded size, nothing trimmed.</summary>
internal static class CallbackForm
{
    public const int MostBytes = 32 * 1024;
    private const int MostFields = 200;

    /// <returns>Null when the body is no form.</returns>
    /// <exception cref="BadHttpRequestException">The body is too large.</exception>
    public static async Task<IReadOnlyDictionary<string, StringValues>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) return null;
        return Parse(await BodyAsync(request, cancellation));
    }

    /// <summary>Names differ by case, as they do in what is signed. Null when it is no form.</summary>
    public static IReadOnlyDictionary<string, StringValues>? Parse(string body)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        try
        {
            using var reader = new FormReader(body) { KeyLengthLimit = 256, ValueLengthLimit = MostBytes };
            for (var count = 1; reader.ReadNextPair() is { } pair; count++)
            {
                if (count > MostFields) return null;
                fields[pair.Key] = StringValues.Concat(fields.GetValueOrDefault(pair.Key), pair.Value);
            }

            return fields;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static async Task<string> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        var bytes = new byte[MostBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length <= MostBytes ? Encoding.UTF8.GetString(bytes, 0, length) : throw new BadHttpRequestException("The callback is too large.", StatusCodes.Status413PayloadTooLarge);
    }
}
