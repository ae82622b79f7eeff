namespace Telehealth.Server.Twilio.Callbacks;

/// <summary>Wakes the worker of this process when a callback came in, or what it waits for became known.</summary>
internal sealed class CallbackSignal
{
    private TaskCompletionSource _next = Fresh();

    /// <summary>Take it before looking, so that no wake is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Wake() => Interlocked.Exchange(ref _next, Fresh()).TrySetResult();

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
