using Telehealth.Domain;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Doors;

/// <summary>Writes the counts of refused knocks into the log once a minute, and when the server stops.</summary>
internal sealed class DoorCountsService(DoorCounts counts, IServiceScopeFactory scopes, TimeProvider time) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await NextAsync(timer, stoppingToken)) await WriteAsync(stoppingToken);
    }

    // Before anything stops, while the log can still be written.
    public Task StoppingAsync(CancellationToken cancellationToken) => WriteAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal async Task WriteAsync(CancellationToken cancellation)
    {
        var taken = counts.Take();
        if (taken.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<IClinicDesk>();
        var after = taken.ToDictionary(c => c.Key, c => (object?)c.Value);
        await desk.AppendAsync(Actor.System, new ClinicRecord("KnocksRefused", "doors", new Dictionary<string, string>(), after), cancellation);
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
