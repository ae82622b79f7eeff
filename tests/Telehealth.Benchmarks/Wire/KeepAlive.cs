namespace Telehealth.Benchmarks.Wire;

/// <summary>One timer pings for all connections, spread evenly over the 15 s that the official client takes.</summary>
internal sealed class KeepAlive : IAsyncDisposable
{
    private const int Slices = 30;
    private readonly IReadOnlyList<WireClient> _clients;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public KeepAlive(IReadOnlyList<WireClient> clients)
    {
        _clients = clients;
        _loop = LoopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _end.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15.0 / Slices));
        try
        {
            for (var slice = 0; await timer.WaitForNextTickAsync(_end.Token); slice = (slice + 1) % Slices)
            {
                for (var i = slice; i < _clients.Count; i += Slices) Ping(_clients[i]);
            }
        }
        catch (OperationCanceledException)
        {
            // the end
        }
    }

    private static void Ping(WireClient client)
    {
        if (client is { Open: true, KeepAlive: { } frame }) client.SendFrame(frame);
    }
}
