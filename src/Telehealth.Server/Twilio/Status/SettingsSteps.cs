using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Twilio.Callbacks;
using static Telehealth.Server.Desk.VendorStepState;

namespace Telehealth.Server.Twilio.Status;

/// <summary>What the settings alone tell.</summary>
internal sealed class SettingsSteps(TwilioTokens tokens, TimeProvider time, IOptions<TwilioOptions> options, IOptions<SiteOptions> site)
{
    public IReadOnlyList<VendorStep> All() => [Signatures(), Address(), Token()];

    private VendorStep Signatures() => options.Value.AuthTokens.Length switch
    {
        0 => new("AUTH_TOKENS", Failed, "No auth token is set (Twilio:AuthTokens), so no callback is believed."),
        1 => new("AUTH_TOKENS", Passed, "One auth token is set; callbacks signed with it are believed."),
        var count => new("AUTH_TOKENS", Warning, $"{count} auth tokens are set. Take the old one out of Twilio:AuthTokens once the new one is promoted."),
    };

    private VendorStep Address()
    {
        var address = CallbackAddress.Origin(site.Value) + CallbackAddress.Rooms;
        return site.Value.PublicBaseUrl switch
        {
            { } url when url.Scheme != Uri.UriSchemeHttps => new("CALLBACK_URL", Failed, $"Callbacks go to {address}: it must be https (PublicBaseUrl)."),
            { } url when !PublicAddress.Is(url) => new("CALLBACK_URL", Failed, $"Callbacks go to {address}, which Twilio cannot reach from outside (PublicBaseUrl)."),
            _ => new("CALLBACK_URL", Passed, $"Callbacks go to {address}."),
        };
    }

    /// <summary>Minted for a room that does not exist, for a minute, and thrown away.</summary>
    private VendorStep Token()
    {
        try
        {
            var now = time.Now();
            tokens.Mint("RM" + new string('0', 32), "connection-test", now, now + Duration.FromMinutes(1));
            return new("TOKEN", Passed, "A token for a video room can be made.");
        }
        catch (ArgumentException)
        {
            return new("TOKEN", Failed, "No token for a video room can be made with this API key (Twilio:ApiKeySecret).");
        }
    }
}
