namespace Telehealth.Server.Live;

/// <summary>
/// The way out to one audience of one visit. Nothing waits for it: a socket that does not drain fills its own outlet, which then holds
/// back, and tells the audience once to read anew when it flows again.
/// </summary>
internal sealed class Outlet
{
    private const int MostPending = 32;
    private readonly Lock gate = new();
    private int pending;
    private bool lagging;

    /// <param name="send">Begins a send.</param>
    /// <param name="resync">Begins the one message that makes up for what was held back.</param>
    public void Send(Func<Task> send, Func<Task> resync)
    {
        lock (gate)
        {
            if (lagging) return;
            if (pending >= MostPending)
            {
                lagging = true;
                return;
            }

            pending++;
        }

        Follow(Begin(send), resync);
    }

    private void Follow(Task sending, Func<Task> resync)
    {
        if (sending.IsCompleted) Sent(resync);
        else _ = sending.ContinueWith((_, _) => Sent(resync), null, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Sent(Func<Task> resync)
    {
        lock (gate)
        {
            pending--;
            if (!lagging || pending > 0) return;
            lagging = false;
            pending++;
        }

        Follow(Begin(resync), resync);
    }

    /// <summary>A lost announcement is no fault: clients compare versions and read what they miss.</summary>
    private static async Task Begin(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception lost) when (lost is IOException or InvalidOperationException or OperationCanceledException or TimeoutException)
        {
            // The backplane is away. The version watch makes up for it.
        }
    }
}
