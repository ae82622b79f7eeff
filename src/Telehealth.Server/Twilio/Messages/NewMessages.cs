using Microsoft.Extensions.Options;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio.Messages;

/// <summary>What is asked for when a message is sent.</summary>
internal sealed class NewMessages(IOptions<TwilioOptions> options, IOptions<SiteOptions> site)
{
    /// <summary>In the callback's query: an opaque id of ours, by which even a message whose answer was lost is found again.</summary>
    public const string NoticeKey = "notice";

    public string Account => options.Value.AccountSid;

    public NewTwilioMessage Of(OutgoingNotice notice) => new()
    {
        To = notice.To,
        Body = notice.Text,
        MessagingServiceSid = NullIfEmpty(options.Value.MessagingServiceSid),
        From = NullIfEmpty(options.Value.Messages.From),
        StatusCallback = CallbackAddress.Of(site.Value, $"{CallbackAddress.Messages}?{NoticeKey}={notice.Id:D}"),
        ValidityPeriod = options.Value.Messages.ValidityMinutes * 60,
        ContentRetention = options.Value.Messages.DiscardContent ? "discard" : null,
        AddressRetention = options.Value.Messages.HideNumbers ? "obfuscate" : null,
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
