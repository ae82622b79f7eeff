using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio.Messages;

/// <summary>Text messages through Twilio. A message goes out once or it is said that nobody knows; the vendor's words stay in here.</summary>
internal sealed partial class TwilioMessageSender(ITwilioMessages vendor, NewMessages messages, MessageMetrics metrics, ILogger<TwilioMessageSender> log) : INoticeSender
{
    public NoticeChannel Channel => NoticeChannel.Sms;

    public async Task<NoticeReceipt> SendAsync(OutgoingNotice notice, CancellationToken cancellation)
    {
        try
        {
            var accepted = await vendor.CreateMessageAsync(messages.Account, messages.Of(notice), cancellation);
            metrics.Sent("ACCEPTED");
            return new NoticeReceipt(accepted.Sid);
        }
        catch (TwilioException e) when (e.SurelyUndone && MessageCodes.OfNumber(e.Code) is { } refused)
        {
            metrics.Sent(refused);
            return new NoticeReceipt(null, refused);
        }
        catch (TwilioException e) when (e.SurelyUndone)
        {
            throw NotSent(notice.Id, e);
        }
        catch (TwilioException e)
        {
            metrics.Sent("UNKNOWN");
            throw new NoticeUnknownException("NO_ANSWER", e);
        }
    }

    private NoticeNotSentException NotSent(Guid notice, TwilioException cause)
    {
        var code = cause.Kind is TwilioErrorKind.Transient ? "CHANNEL_DOWN" : cause.Kind is TwilioErrorKind.RateLimited || MessageCodes.IsBusy(cause.Code) ? "CHANNEL_BUSY" : "CHANNEL_REFUSED";
        if (code is "CHANNEL_REFUSED") LogRefused(notice, cause.Kind, cause.Code);
        metrics.Sent(code);
        return new NoticeNotSentException(code, cause.RetryAfter, cause);
    }

    [LoggerMessage(5030, LogLevel.Error, "Twilio refuses our messages: {Kind}, code {Code}, at notice {Notice}. Look at the account, its keys and the sender's registration")]
    private partial void LogRefused(Guid notice, TwilioErrorKind kind, int? code);
}
