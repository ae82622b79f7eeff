using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Twilio;

/// <summary>In Production nothing that only looks like a key: no filler, no stand-in's address. No value is part of what is told.</summary>
internal sealed partial class TwilioProductionCheck(IHostEnvironment environment, IOptions<SiteOptions> site) : IValidateOptions<TwilioOptions>
{
    private const int FewestKinds = 6;
    private static readonly string[] Fillers = ["test", "example", "sample", "secret", "changeme", "change-me", "dummy", "placeholder", "xxxx", "your"];

    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        if (!environment.IsProduction()) return ValidateOptionsResult.Skip;
        var wrong = Keys(options).Concat(Tokens(options)).Concat(Addresses(options)).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Keys(TwilioOptions options)
    {
        if (IsFiller(options.AccountSid)) yield return "Twilio:AccountSid is a filler, not an account.";
        if (IsFiller(options.ApiKeySid)) yield return "Twilio:ApiKeySid is a filler, not a key.";
        if (IsFiller(options.ApiKeySecret)) yield return "Twilio:ApiKeySecret is a filler or of tests, not a key's secret.";
        if (options.SecondApiKeySid.Length == 0) yield break;
        if (IsFiller(options.SecondApiKeySid)) yield return "Twilio:SecondApiKeySid is a filler, not a key.";
        if (IsFiller(options.SecondApiKeySecret)) yield return "Twilio:SecondApiKeySecret is a filler or of tests, not a key's secret.";
        if (options.SecondApiKeySid == options.ApiKeySid) yield return "Twilio:SecondApiKeySid is the first key again.";
    }

    private static IEnumerable<string> Tokens(TwilioOptions options)
    {
        if (options.AuthTokens.Any(t => !Token().IsMatch(t) || IsFiller(t))) yield return "Twilio:AuthTokens: each must be an account's auth token, 32 hexadecimal digits, and no filler.";
        if (options.AuthTokens.Contains(options.ApiKeySecret, StringComparer.Ordinal)) yield return "Twilio:AuthTokens holds the API key's secret; it must be the account's auth token.";
    }

    private IEnumerable<string> Addresses(TwilioOptions options)
    {
        var addresses = new (string Setting, Uri Url)[] { ("VideoBaseUrl", options.VideoBaseUrl), ("ApiBaseUrl", options.ApiBaseUrl), ("MessagingBaseUrl", options.MessagingBaseUrl) };
        foreach (var (setting, url) in addresses.Where(a => a.Url.IsAbsoluteUri && a.Url.IsLoopback)) yield return $"Twilio:{setting} points at this machine, which is for tests alone.";
        if (site.Value.PublicBaseUrl is { } own && own.IsAbsoluteUri && own.Scheme != Uri.UriSchemeHttps) yield return "PublicBaseUrl must be https with Twilio, which calls back to it.";
    }

    /// <summary>A value that people made: a word, or few different characters after the two of a SID.</summary>
    private static bool IsFiller(string value) =>
        value.Length > 2 && (value[2..].Distinct().Count() < FewestKinds || Fillers.Any(f => value.Contains(f, StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
