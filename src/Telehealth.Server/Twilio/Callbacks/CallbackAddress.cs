using Telehealth.Server.Doors;

namespace Telehealth.Server.Twilio.Callbacks;

internal static class CallbackAddress
{
    public const string Path = "/webhooks/twilio/rooms";

    /// <summary>The address that the vendor is told, and over which it signs.</summary>
    public static string Of(SiteOptions site) => Origin(site) + Path;

    /// <summary>From the settings alone: what a request says of its host is anybody's to write.</summary>
    public static string Origin(SiteOptions site) =>
        site.PublicBaseUrl?.GetLeftPart(UriPartial.Authority) ?? throw new InvalidOperationException("PublicBaseUrl was not checked at start.");
}
