using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>Whether a callback was signed with one of our auth tokens, over the address that we gave out.</summary>
internal sealed class CallbackSignature(IOptions<TwilioOptions> options)
{
    public const string Header = "X-Twilio-Signature";

    /// <param name="origin">As the vendor was told it: never from what the request says of its host.</param>
    /// <param name="target">Path and query, byte for byte as asked for.</param>
    public bool IsValid(string? signature, Uri origin, string target, IReadOnlyDictionary<string, StringValues> fields)
    {
        Span<byte> given = stackalloc byte[HMACSHA1.HashSizeInBytes];
        if (signature is null || !Convert.TryFromBase64String(signature, given, out var length) || length != given.Length) return false;
        var valid = false;
        foreach (var token in options.Value.AuthTokens)
        {
            foreach (var form in FormsOf(origin, target))
            {
                // No early end: how long it takes must not tell which token or form was near.
                valid |= CryptographicOperations.FixedTimeEquals(given, Hash(token, form, fields));
            }
        }

        return valid;
    }

    public static string Expected(string token, string url, IReadOnlyDictionary<string, StringValues> fields) => Convert.ToBase64String(Hash(token, url, fields));

    /// <summary>The vendor's products differ in whether the port is part of what they sign.</summary>
    private static string[] FormsOf(Uri origin, string target)
    {
        var start = $"{origin.Scheme}://{origin.IdnHost}";
        return [start + target, string.Create(CultureInfo.InvariantCulture, $"{start}:{origin.Port}{target}")];
    }

    // The vendor's scheme is HMAC-SHA-1: address, then every field's name and value in ordinal order of names; values of one name each once, sorted.
#pragma warning disable CA5350
    private static byte[] Hash(string token, string url, IReadOnlyDictionary<string, StringValues> fields)
    {
        var text = new StringBuilder(url);
        foreach (var (name, values) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            foreach (var value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) text.Append(name).Append(value);
        }

        return HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text.ToString()));
    }
#pragma warning restore CA5350
}
