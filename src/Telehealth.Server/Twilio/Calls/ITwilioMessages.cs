using Refit;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>Messages of the interface of 2010. Every call throws <see cref="TwilioException"/> and nothing else when it did not work.</summary>
internal interface ITwilioMessages
{
    /// <summary>Never repeated by itself unless the vendor surely did not take it: it has no way to tell that a message was asked for twice.</summary>
    [Post("/2010-04-01/Accounts/{account}/Messages.json")]
    Task<TwilioMessage> CreateMessageAsync(string account, [Body(BodySerializationMethod.UrlEncoded)] NewTwilioMessage message, CancellationToken cancellation);
}
