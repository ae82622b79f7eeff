namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>Callbacks that were kept and answered, and are applied afterwards.</summary>
internal interface ICallbackInbox
{
    /// <summary>Applies all that can be applied now; returns how many were decided.</summary>
    Task<int> ApplyDueAsync(CancellationToken cancellation);
}
