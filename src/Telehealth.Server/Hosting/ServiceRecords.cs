using System.Reflection;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Hosting;

/// <summary>Start and stop of the service, and of recording itself, stand in the log like everything else. A start without the stop before it was a crash.</summary>
internal sealed partial class ServiceRecords(IClinicDesk desk, SettingMarks settings, ThisNode node, ILogger<ServiceRecords> log) : IHostedLifecycleService
{
    private const string Area = "service";
    private int stopped;

    // Storage is ready by then, and nothing has been let in.
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("RecordingStarted", cancellationToken);
        await settings.CompareAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => WriteAsync("ServiceStarted", cancellationToken);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A host may be told to stop more than once.
        if (Interlocked.Exchange(ref stopped, 1) == 1) return;
        try
        {
            await WriteAsync("ServiceStopped", cancellationToken);
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogUnwritten(outage);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task WriteAsync(string code, CancellationToken cancellation) => desk.ExecuteAsync(
        Actor.System,
        (work, _) =>
        {
            work.Record(new ClinicRecord(code, Area, new Dictionary<string, string>(), new Dictionary<string, object?> { ["node"] = node.Id, ["version"] = Version }));
            return Task.FromResult(true);
        },
        cancellation);

    [LoggerMessage(1040, LogLevel.Warning, "The stop of the service could not be written down")]
    private partial void LogUnwritten(Exception outage);

    private static string Version { get; } = typeof(ServiceRecords).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
