using System.Globalization;
using Microsoft.Extensions.Primitives;
using NodaTime;
using Telehealth.Domain.Notices;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Twilio.Messages;

/// <summary>What a callback tells of a message that we sent. What we do not know is left alone: fields may be added at any time.</summary>
internal sealed record MessageEvent(string Status, string MessageId, Guid? Notice, int? ErrorCode)
{
    private const int Longest = 64;

    /// <summary>The same news told twice; there is no time in it. Made of signed parts alone.</summary>
    public string DedupKey => string.Create(CultureInfo.InvariantCulture, $"twilio|{MessageId}|{Notice:D}|{Status}|{ErrorCode}");

    /// <summary>Null for a status that we do not know, and for fields that make no sense.</summary>
    /// <param name="notice">As it came back in the callback's query.</param>
    public static MessageEvent? Of(IReadOnlyDictionary<string, StringValues> fields, string? notice)
    {
        if (Text(fields, "MessageStatus") is not { } status || Means(status) is null || Text(fields, "MessageSid") is not { } message) return null;
        int? code = int.TryParse(Text(fields, "ErrorCode"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new(status, message, Guid.TryParseExact(notice, "D", out var id) ? id : null, code);
    }

    /// <summary>What it means for the notice; null for a word that we do not know.</summary>
    public static NoticeStatus? Means(string status, int? code = null) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" => NoticeStatus.Accepted,
        "sent" => NoticeStatus.Sent,
        "delivered" or "read" => NoticeStatus.Delivered,
        "failed" or "undelivered" or "canceled" => code is MessageCodes.OptedOut ? NoticeStatus.Suppressed : NoticeStatus.Failed,
        _ => null,
    };

    public MessageEventRow ToRow(Guid id, Instant at) => new() { Id = id, DedupKey = DedupKey, Kind = Status, MessageId = MessageId, NoticeId = Notice, ErrorCode = ErrorCode, ReceivedAt = at };

    internal static string? Text(IReadOnlyDictionary<string, StringValues> fields, string name) =>
        fields.TryGetValue(name, out var value) && value.Count == 1 && value[0] is { Length: > 0 and <= Longest } text ? text : null;
}
