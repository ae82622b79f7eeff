using System.ComponentModel.DataAnnotations;
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

/// <summary>Before anything stops: readiness fails, connected clients are told, and they get the time to leave.</summary>
internal sealed class DrainService(DrainState state, IEnumerable<IDrain> drains, IOptions<DrainOptions> options, TimeProvider time) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        state.Begin();
        var within = TimeSpan.FromSeconds(options.Value.Seconds);
        var told = 0;
        foreach (var drain in drains) told += await drain.TellAsync(within, cancellationToken);
        if (told > 0) await Task.Delay(within, time, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
