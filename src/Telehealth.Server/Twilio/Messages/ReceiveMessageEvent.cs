using Telehealth.Server.Twilio.Callbacks;

namespace Telehealth.Server.Twilio.Messages;

/// <summary>The vendor's door for messages: news of those that we sent, and those that people send to us.</summary>
internal sealed class ReceiveMessageEvent(CallbackDoor door, MessageEvents events, IncomingMessages incoming, CallbackSignal signal)
{
    public async Task<IResult> HandleAsync(HttpContext http, CancellationToken cancellation)
    {
        if (await door.ReadAsync(http, "twilio-messages", cancellation) is not { } fields) return CallbackDoor.Refusal;
        if (IncomingMessage.Of(fields) is { } message)
        {
            await incoming.TakeAsync(message, cancellation);

            // Nothing is answered by text: an answer would be one more message that nobody counts.
            return Results.Text("<Response/>", "text/xml");
        }

        if (MessageEvent.Of(fields, http.Request.Query[NewMessages.NoticeKey]) is { } told && await events.KeepAsync(told, fields, cancellation)) signal.Wake();
        return Results.NoContent();
    }
}
