using System.Text;

namespace Telehealth.Tests.Shared.Twilio;

/// <summary>Whose account it is. The values of the vendor's published test vectors; none opens anything anywhere.</summary>
public sealed class FakeAccount
{
    public const string Secret = "test-secret-0123456789abcdef0123", Token = "test-auth-token-0123456789abcdef";
    public static readonly string AccountSid = "AC" + new string('a', 32), KeySid = "SK" + new string('b', 32), ServiceSid = "MG" + new string('f', 32);

    public string Sid { get; } = AccountSid;

    /// <summary>API keys with their secrets, which may call and sign video tokens.</summary>
    public Dictionary<string, string> Keys { get; } = new() { [KeySid] = Secret };

    /// <summary>Signs the callbacks.</summary>
    public string AuthToken { get; set; } = Token;

    /// <summary>The server's settings that go with it.</summary>
    public static Dictionary<string, string> Settings(Uri vendor) => new()
    {
        ["Video:Provider"] = "twilio", ["Twilio:AccountSid"] = AccountSid, ["Twilio:ApiKeySid"] = KeySid, ["Twilio:ApiKeySecret"] = Secret, ["Twilio:AuthTokens:0"] = Token,
        ["Twilio:MessagingServiceSid"] = ServiceSid, ["Twilio:VideoBaseUrl"] = vendor.ToString(), ["Twilio:ApiBaseUrl"] = vendor.ToString(),
        ["Twilio:MessagingBaseUrl"] = vendor.ToString(),
    };

    internal bool Accepts(string? authorization) =>
        UserOf(authorization) is { } user && (Keys.TryGetValue(user.Name, out var secret) ? secret == user.Password : user.Name == Sid && user.Password == AuthToken);

    internal static (string Name, string Password)? UserOf(string? authorization)
    {
        if (authorization?.StartsWith("Basic ", StringComparison.Ordinal) is not true) return null;
        var user = Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..])).Split(':', 2);
        return user.Length == 2 ? (user[0], user[1]) : null;
    }
}
