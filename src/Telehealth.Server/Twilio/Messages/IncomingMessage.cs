using Microsoft.Extensions.Primitives;

namespace Telehealth.Server.Twilio.Messages;

internal enum IncomingKind { Stop, Start, Help, Other }

/// <summary>A text that somebody sent to us: from whom, and whether it is one of the words that carriers define. Its text is not kept.</summary>
internal sealed record IncomingMessage(string MessageId, string From, IncomingKind Kind)
{
    private static readonly string[] Stops = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE"];
    private static readonly string[] Starts = ["START", "UNSTOP", "YES"];
    private static readonly string[] Helps = ["HELP", "INFO"];

    public string DedupKey => $"twilio|in|{MessageId}";

    /// <summary>Null when it is news of a message of ours.</summary>
    public static IncomingMessage? Of(IReadOnlyDictionary<string, StringValues> fields)
    {
        if (fields.ContainsKey("MessageStatus") || MessageEvent.Text(fields, "MessageSid") is not { } message || MessageEvent.Text(fields, "From") is not { } from) return null;
        return new(message, from, KindOf(MessageEvent.Text(fields, "OptOutType"), fields.TryGetValue("Body", out var body) ? body.ToString() : ""));
    }

    // The vendor says itself what it took the text for where the service has its own words, in other languages too. Otherwise it is the standard words, alone in the text.
    private static IncomingKind KindOf(string? said, string body)
    {
        var word = (said ?? body).Trim().ToUpperInvariant();
        return Stops.Contains(word) ? IncomingKind.Stop : Starts.Contains(word) ? IncomingKind.Start : Helps.Contains(word) ? IncomingKind.Help : IncomingKind.Other;
    }
}
