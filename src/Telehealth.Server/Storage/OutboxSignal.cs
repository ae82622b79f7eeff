namespace Telehealth.Server.Storage;

/// <summary>Wakes the dispatcher of this process after a commit that promised something.</summary>
internal sealed class OutboxSignal
{
    private TaskCompletionSource _next = Fresh();

    /// <summary>Completes at the next wake; take it before looking, so that none is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Wake() => Interlocked.Exchange(ref _next, Fresh()).TrySetResult();

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
