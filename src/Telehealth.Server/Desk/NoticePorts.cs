using Telehealth.Domain.Notices;

namespace Telehealth.Server.Desk;

/// <summary>Why a notice did not get through, in our own words.</summary>
internal static class NoticeCodes
{
    public const string NumberInvalid = "NUMBER_INVALID", OptedOut = "OPTED_OUT", AddressInvalid = "ADDRESS_INVALID", NotReachable = "NOT_REACHABLE", NoChannel = "NO_CHANNEL";

    /// <summary>Why an e-mail was planned: a text message can never reach the person.</summary>
    public const string InsteadOfText = "INSTEAD_OF_TEXT";

    /// <summary>It was accepted and then failed: it waited too long, carriers block the sender, or nobody says why.</summary>
    public const string TooLate = "TOO_LATE", SenderBlocked = "SENDER_BLOCKED", NotDelivered = "NOT_DELIVERED";
}

/// <param name="Id">Ours; a vendor's callback carries it back.</param>
/// <param name="To">An E.164 number or an e-mail address. Personal: never logged, never in a URL.</param>
/// <param name="Subject">E-mail only.</param>
/// <param name="Calendar">E-mail only.</param>
/// <param name="Language">Tag of the text's language.</param>
internal sealed record OutgoingNotice(Guid Id, string To, string Text, string? Subject = null, CalendarFile? Calendar = null, string Language = "en");

/// <param name="Method">REQUEST or CANCEL.</param>
/// <param name="Text">iCalendar.</param>
internal sealed record CalendarFile(string Method, string Text);

/// <param name="VendorId">The vendor's id of the message, where it gives one.</param>
/// <param name="Refused">Why it can never be sent, a stable code of ours: NUMBER_INVALID, OPTED_OUT, ADDRESS_INVALID, NOT_REACHABLE; null when it was accepted.</param>
internal sealed record NoticeReceipt(string? VendorId, string? Refused = null);

/// <summary>One channel to people outside. Only implementations know vendor words; each has its own time limit, for a stop of the process does not cut a call short.</summary>
internal interface INoticeSender
{
    NoticeChannel Channel { get; }

    /// <exception cref="NoticeNotSentException">Surely not sent: it may be tried again.</exception>
    /// <exception cref="NoticeUnknownException">It may have been sent: never tried again by itself.</exception>
    Task<NoticeReceipt> SendAsync(OutgoingNotice notice, CancellationToken cancellation);
}

/// <summary>What a channel tells later of a notice.</summary>
internal interface INoticeNews
{
    /// <summary>Moves the notice forward, in one transaction with its record; news that would move it back is recorded as ignored.</summary>
    /// <param name="code">A stable code of ours that says why, where it failed.</param>
    /// <returns>False when no such notice exists.</returns>
    Task<bool> AdvanceAsync(Guid notice, NoticeStatus to, string? vendorId, string? code, CancellationToken cancellation);

    /// <summary>Nothing more goes to this address through this channel until it is lifted (STOP), or again from now on (START).</summary>
    Task SuppressAsync(NoticeChannel channel, string address, bool suppressed, CancellationToken cancellation);
}

internal sealed class NoticeNotSentException(string code, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(code, inner)
{
    public string Code { get; } = code;
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

internal sealed class NoticeUnknownException(string code, Exception? inner = null) : Exception(code, inner)
{
    public string Code { get; } = code;
}
