using System.ComponentModel.DataAnnotations;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Hosting;

/// <summary>Settings of section <c>Drain</c>.</summary>
internal sealed class DrainOptions
{
    public const string Section = "Drain";
    public const int Longest = 120;

    /// <summary>Seconds over which connected clients are asked to move elsewhere before the server stops. Default 10; 0 to 120.</summary>
    [Range(0, Longest)]
    public int Seconds { get; set; } = 10;
}

/// <summary>Is this server leaving?</summary>
internal sealed class DrainState
{
    private volatile bool draining;

    public bool Draining => draining;

    public void Begin() => draining = true;
}

/// <summary>Before anything stops: readiness fails, connected clients are told, and they get the time to leave. Once, whoever asks.</summary>
internal sealed class Drain(DrainState state, IEnumerable<IDrain> drains, IOptions<DrainOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private Task? leaving;

    public Task LeaveAsync()
    {
        lock (gate) return leaving ??= TellAndWaitAsync();
    }

    private async Task TellAndWaitAsync()
    {
        state.Begin();
        var within = TimeSpan.FromSeconds(options.Value.Seconds);
        var told = 0;
        foreach (var drain in drains) told += await drain.TellAsync(within, CancellationToken.None);
        if (told > 0) await Task.Delay(within, time);
    }
}

/// <summary>For a host that is stopped from inside, without a signal.</summary>
internal sealed class DrainService(Drain drain) : IHostedLifecycleService
{
    public Task StoppingAsync(CancellationToken cancellationToken) => drain.LeaveAsync().WaitAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>
/// Drains at the signal, before the host hears of it: what the host says first when it stops makes SignalR close every socket. A second
/// signal stops at once.
/// </summary>
internal sealed class SignalLifetime(Drain drain, IHostApplicationLifetime host) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> signals = [];
    private int heard;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }) signals.Add(PosixSignalRegistration.Create(signal, Hear));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
    }

    private void Hear(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref heard) > 1 || !host.ApplicationStarted.IsCancellationRequested) host.StopApplication();
        else _ = LeaveAsync();
    }

    private async Task LeaveAsync()
    {
        try
        {
            await drain.LeaveAsync();
        }
        finally
        {
            host.StopApplication();
        }
    }
}
