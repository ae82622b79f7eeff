using Telehealth.Server.Doors;

namespace Telehealth.Server.Twilio.Callbacks;

internal static class CallbackAddress
{
    public const string Rooms = "/webhooks/twilio/rooms", Messages = "/webhooks/twilio/messages";

    /// <summary>Without it the vendor tries a callback once only; after five tries within 15 seconds it gives up, too. It is not part of what is signed.</summary>
    private const string Retries = "#rc=5&rp=all";

    /// <summary>What the vendor is told; it signs over all of it but the part after #.</summary>
    /// <param name="target">Path, and query where there is one.</param>
    public static string Of(SiteOptions site, string target) => Origin(site) + target + Retries;

    /// <summary>From the settings alone: what a request says of its host is anybody's to write.</summary>
    public static string Origin(SiteOptions site) =>
        site.PublicBaseUrl?.GetLeftPart(UriPartial.Authority) ?? throw new InvalidOperationException("PublicBaseUrl was not checked at start.");
}
