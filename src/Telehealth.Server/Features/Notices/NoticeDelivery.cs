using Microsoft.Extensions.Options;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

/// <summary>
/// Sends one notice of the book. A text message goes out at most once by itself: the book says Sending before the call is made, so whoever
/// finds it there later knows only that it may have gone, and a person decides.
/// </summary>
internal sealed class NoticeDelivery(NoticeBook book, NoticeLetters letters, IEnumerable<INoticeSender> senders, NoticeRefusals refusals, IOptions<StorageOptions> storage) : IOutboxHandler
{
    public string Kind => NoticeToSend.Kind;

    // The book itself keeps it from being sent twice.
    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var id = StoredJson.Read<NoticeToSend>(message.Payload).Notice;
        if (await book.FindAsync(id, cancellation) is not { Status: NoticeStatus.Planned or NoticeStatus.Sending } notice) return;
        if (notice is { Status: NoticeStatus.Sending, Channel: NoticeChannel.Sms })
        {
            await book.AdvanceAsync(id, NoticeStatus.Unknown, null, "INTERRUPTED", cancellation);
            return;
        }

        var sender = senders.FirstOrDefault(s => s.Channel == notice.Channel);
        var letter = sender is null ? Letter.Not(NoticeStatus.Failed, NoticeCodes.NoChannel) : await letters.WriteAsync(notice, cancellation);
        if (letter.Notice is not { } outgoing)
        {
            await refusals.TakeAsync(notice, notice.Status is NoticeStatus.Sending ? NoticeStatus.Failed : letter.Instead, letter.Code, cancellation);
            return;
        }

        // From here on a stop of the process waits: a call cut short is one of which nobody knows.
        if (await book.BeginAsync(id, cancellation)) await SendAsync(notice, sender!, outgoing, message.Attempt);
    }

    private async Task SendAsync(NoticeRow notice, INoticeSender sender, OutgoingNotice outgoing, int attempt)
    {
        try
        {
            var receipt = await sender.SendAsync(outgoing, CancellationToken.None);
            if (receipt.Refused is { } why) await refusals.TakeAsync(notice, why is NoticeCodes.OptedOut ? NoticeStatus.Suppressed : NoticeStatus.Failed, why, CancellationToken.None);
            else await book.AdvanceAsync(notice.Id, NoticeStatus.Accepted, receipt.VendorId, null, CancellationToken.None);
            if (receipt.Refused is NoticeCodes.OptedOut) await book.SuppressAsync(notice.Channel, outgoing.To, true, CancellationToken.None);
        }
        catch (NoticeNotSentException e)
        {
            var last = attempt >= storage.Value.OutboxAttempts;
            if (last) await book.AdvanceAsync(notice.Id, NoticeStatus.Failed, null, e.Code, CancellationToken.None);
            else await book.PutBackAsync(notice.Id, e.Code, CancellationToken.None);
            throw new OutboxException(e.Code, last, e, e.RetryAfter);
        }
        catch (NoticeUnknownException e)
        {
            await book.AdvanceAsync(notice.Id, NoticeStatus.Unknown, null, e.Code, CancellationToken.None);
        }
    }
}
