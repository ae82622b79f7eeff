using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.Notices;

/// <summary>Hands e-mail to an SMTP server. The Message-ID is the notice's own, so that one handed over twice is one message to whoever reads it.</summary>
internal sealed partial class EmailSender(IOptions<EmailOptions> options, IOptions<ClinicOptions> clinic) : INoticeSender
{
    public NoticeChannel Channel => NoticeChannel.Email;

    public async Task<NoticeReceipt> SendAsync(OutgoingNotice notice, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(notice.To, out var to)) return new NoticeReceipt(null, NoticeCodes.AddressInvalid);
        using var message = MessageOf(notice, to);
        try
        {
            await HandOverAsync(message, cancellation);
            return new NoticeReceipt(message.MessageId);
        }
        catch (SmtpCommandException no) when ((int)no.StatusCode >= 500 && no.ErrorCode is SmtpErrorCode.RecipientNotAccepted)
        {
            return new NoticeReceipt(null, NoticeCodes.AddressInvalid);
        }
        catch (SmtpCommandException no) when ((int)no.StatusCode >= 500 && no.ErrorCode is SmtpErrorCode.MessageNotAccepted)
        {
            return new NoticeReceipt(null, NoticeCodes.NotReachable);
        }
        catch (Exception no) when (no is SmtpCommandException or AuthenticationException or ServiceNotAuthenticatedException)
        {
            throw new NoticeNotSentException("MAIL_REFUSED", inner: no);
        }
        catch (Exception gone) when (gone is SocketException or IOException or ProtocolException or SslHandshakeException or TimeoutException or OperationCanceledException)
        {
            // It may have arrived; under the same Message-ID it may arrive again.
            throw new NoticeNotSentException("MAIL_UNREACHABLE", inner: gone);
        }
    }

    private async Task HandOverAsync(MimeMessage message, CancellationToken cancellation)
    {
        var server = options.Value;
        using var client = new SmtpClient { Timeout = (int)TimeSpan.FromSeconds(server.TimeoutSeconds).TotalMilliseconds };
        await client.ConnectAsync(server.Host, server.Port, server.Security switch
        {
            EmailSecurity.StartTls => SecureSocketOptions.StartTls,
            EmailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            EmailSecurity.None => SecureSocketOptions.None,
        }, cancellation);
        if (server.UserName.Length > 0) await client.AuthenticateAsync(server.UserName, server.Password, cancellation);
        await client.SendAsync(message, cancellation);
        await client.DisconnectAsync(true, cancellation);
    }

    private MimeMessage MessageOf(OutgoingNotice notice, MailboxAddress to)
    {
        var from = new MailboxAddress(clinic.Value.Name, options.Value.From);
        var message = new MimeMessage { MessageId = $"{notice.Id:N}@{from.Domain}", Subject = notice.Subject ?? clinic.Value.Name, Body = BodyOf(notice) };
        message.From.Add(from);
        message.To.Add(to);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, notice.Language);
        return message;
    }

    private static Multipart BodyOf(OutgoingNotice notice)
    {
        var alternative = new MultipartAlternative { new TextPart(TextFormat.Plain) { Text = notice.Text }, new TextPart(TextFormat.Html) { Text = HtmlOf(notice) } };
        if (notice.Calendar is not { } calendar) return alternative;
        alternative.Add(CalendarPart(calendar));
        var file = CalendarPart(calendar);
        file.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "visit.ics" };
        return new Multipart("mixed") { alternative, file };
    }

    private static TextPart CalendarPart(CalendarFile calendar)
    {
        var part = new TextPart("calendar") { Text = calendar.Text };
        part.ContentType.Parameters["method"] = calendar.Method;
        return part;
    }

    private static string HtmlOf(OutgoingNotice notice)
    {
        var paragraphs = notice.Text.Split("\n\n").Select(p => $"<p>{Address().Replace(WebUtility.HtmlEncode(p), "<a href=\"$0\">$0</a>")}</p>");
        return $"<!doctype html><html lang=\"{notice.Language}\"><body style=\"font:16px/1.5 sans-serif\">{string.Concat(paragraphs)}</body></html>";
    }

    [GeneratedRegex(@"https?://[^\s<>""]+")]
    private static partial Regex Address();
}
