using Microsoft.Extensions.Configuration;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>Complete settings, with the values of Twilio's helper library's vectors.</summary>
internal static class TwilioSettings
{
    public static readonly string AccountSid = FakeAccount.AccountSid;
    public static readonly string KeySid = FakeAccount.KeySid;
    public static readonly string SecondKeySid = "SK" + new string('e', 32);
    public static readonly string RoomSid = "RM" + new string('c', 32);
    public static readonly string ServiceSid = FakeAccount.ServiceSid;
    public const string KeySecret = FakeAccount.Secret;
    public const string SecondKeySecret = "second-secret-0123456789abcdef01";
    public const string AuthToken = FakeAccount.Token;
    public const string PublicBaseUrl = "https://api.example.test";

    public static Dictionary<string, string?> Complete() => new()
    {
        ["Video:Provider"] = "twilio",
        ["PublicBaseUrl"] = PublicBaseUrl,
        ["Twilio:AccountSid"] = AccountSid,
        ["Twilio:ApiKeySid"] = KeySid,
        ["Twilio:ApiKeySecret"] = KeySecret,
        ["Twilio:AuthTokens:0"] = AuthToken,
    };

    /// <summary>Text messages through the vendor, rooms between browsers.</summary>
    public static Dictionary<string, string?> MessagesOnly()
    {
        var settings = Complete();
        settings.Remove("Video:Provider");
        settings["Twilio:MessagingServiceSid"] = ServiceSid;
        return settings;
    }

    public static IConfiguration Configuration(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
