using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Twilio;

/// <summary>Tells every mistake at once; a secret is never part of what is told.</summary>
internal sealed partial class TwilioOptionsCheck(IOptions<SiteOptions> site) : IValidateOptions<TwilioOptions>
{
    private const int LeastSecretBytes = 16;
    private static readonly string[] Regions = ["gll", "au1", "br1", "de1", "ie1", "in1", "jp1", "sg1", "us1", "us2"];

    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        var wrong = Keys(options).Concat(Addresses(options)).Concat(Messages(options)).Concat(Room(options.Room)).Concat(Reconcile(options.Reconcile)).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Keys(TwilioOptions options)
    {
        if (!IsSid("AC", options.AccountSid)) yield return "Twilio:AccountSid must be AC and 32 hexadecimal digits.";
        if (!IsSid("SK", options.ApiKeySid)) yield return "Twilio:ApiKeySid must be SK and 32 hexadecimal digits.";
        if (IsShort(options.ApiKeySecret)) yield return $"Twilio:ApiKeySecret needs at least {LeastSecretBytes} bytes.";
        if (options.SecondApiKeySid.Length > 0 || options.SecondApiKeySecret.Length > 0)
        {
            if (!IsSid("SK", options.SecondApiKeySid)) yield return "Twilio:SecondApiKeySid must be SK and 32 hexadecimal digits, or empty together with its secret.";
            if (IsShort(options.SecondApiKeySecret)) yield return $"Twilio:SecondApiKeySecret needs at least {LeastSecretBytes} bytes, or must be empty together with its key.";
        }

        if (options.AuthTokens.Length == 0) yield return "Twilio:AuthTokens needs at least one token.";
        if (options.AuthTokens.Any(IsShort)) yield return $"Twilio:AuthTokens: each needs at least {LeastSecretBytes} bytes.";
        if (options.Nodes is < 1 or > 20) yield return "Twilio:Nodes must be 1 to 20.";
    }

    private IEnumerable<string> Addresses(TwilioOptions options)
    {
        if (!IsSafe(options.VideoBaseUrl)) yield return "Twilio:VideoBaseUrl must be an https address.";
        if (!IsSafe(options.ApiBaseUrl)) yield return "Twilio:ApiBaseUrl must be an https address.";
        if (!IsSafe(options.MessagingBaseUrl)) yield return "Twilio:MessagingBaseUrl must be an https address.";
        if (site.Value.PublicBaseUrl is null) yield return "PublicBaseUrl is required with Twilio, which calls back to it.";
    }

    private static IEnumerable<string> Messages(TwilioOptions options)
    {
        var (service, from) = (options.MessagingServiceSid, options.Messages.From);
        if (service.Length > 0 && !IsSid("MG", service)) yield return "Twilio:MessagingServiceSid must be MG and 32 hexadecimal digits, or empty.";
        if (from.Length > 0 && !Number().IsMatch(from)) yield return "Twilio:Messages:From must be a number in E.164, such as +18015550100, a short code, or empty.";
        if (service.Length > 0 && from.Length > 0) yield return "Twilio:Messages:From must be empty where Twilio:MessagingServiceSid is set: the service chooses the number.";
        if (options.Messages.ValidityMinutes is < 1 or > 600) yield return "Twilio:Messages:ValidityMinutes must be 1 to 600.";
    }

    private static IEnumerable<string> Room(TwilioRoomOptions room)
    {
        if (room.MaxParticipants is < 2 or > 50) yield return "Twilio:Room:MaxParticipants must be 2 to 50.";
        if (room.MaxConnectionMinutes is < 10 or > 1440) yield return "Twilio:Room:MaxConnectionMinutes must be 10 to 1440.";
        if (!Regions.Contains(room.Region, StringComparer.Ordinal)) yield return $"Twilio:Room:Region must be one of {string.Join(", ", Regions)}.";
        if (room.Codecs.Any(c => c is not ("VP8" or "H264"))) yield return "Twilio:Room:Codecs may be VP8 and H264.";
        if (room.EmptyRoomTimeoutMinutes is < 1 or > 60) yield return "Twilio:Room:EmptyRoomTimeoutMinutes must be 1 to 60.";
        if (room.UnusedRoomTimeoutMinutes is < 1 or > 60) yield return "Twilio:Room:UnusedRoomTimeoutMinutes must be 1 to 60.";
    }

    private static IEnumerable<string> Reconcile(TwilioReconcileOptions reconcile)
    {
        if (reconcile.EverySeconds is < 10 or > 3600) yield return "Twilio:Reconcile:EverySeconds must be 10 to 3600.";
        if (reconcile.GraceMinutes is < 3 or > 60) yield return "Twilio:Reconcile:GraceMinutes must be 3 to 60.";
    }

    private static bool IsSid(string prefix, string sid) => sid.StartsWith(prefix, StringComparison.Ordinal) && Digits().IsMatch(sid.AsSpan(prefix.Length));

    private static bool IsShort(string secret) => Encoding.UTF8.GetByteCount(secret) < LeastSecretBytes;

    // Without TLS only to this machine: a stand-in under test.
    private static bool IsSafe(Uri url) => url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(\+[1-9][0-9]{6,14}|[0-9]{3,8})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
