namespace Telehealth.Server.Storage.Sealing;

/// <summary>Wakes this process's sealer before its second is over: somebody waits for a proof.</summary>
internal sealed class SealSignal
{
    private TaskCompletionSource _next = Fresh();

    /// <summary>Completes at the next wake; take it before looking, so that none is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Wake() => Interlocked.Exchange(ref _next, Fresh()).TrySetResult();

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
