using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Hosting;

/// <summary>At start, logs a classified value and looks whether it came out. If it did, or the line did not, the server does not start.</summary>
internal sealed partial class RedactionCanary(ILogger<RedactionCanary> log, CanarySink seen) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var secret = "canary-" + Guid.NewGuid().ToString("N");
        LogCanary(log, secret);
        if (seen.Take() is not { } line) throw new InvalidOperationException("The log lost its first line; logging is not wired as it must be.");
        if (line.Contains(secret, StringComparison.Ordinal)) throw new InvalidOperationException("The log does not redact personal data.");
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(CanarySink.EventId, LogLevel.Information, "Redaction is checked with {Value}")]
    private static partial void LogCanary(ILogger log, [Personal] string value);
}

/// <summary>Keeps the canary's line as the other sinks see it.</summary>
internal sealed class CanarySink : ILogEventSink
{
    public const int EventId = 1000;
    private readonly ConcurrentQueue<string> lines = new();

    public void Emit(LogEvent logEvent)
    {
        if (!logEvent.Properties.TryGetValue("EventId", out var id) || !id.ToString().Contains("1000", StringComparison.Ordinal)) return;
        if (lines.Count < 8) lines.Enqueue(logEvent.RenderMessage(CultureInfo.InvariantCulture) + string.Join(' ', logEvent.Properties.Values));
    }

    public string? Take() => lines.TryDequeue(out var line) ? line : null;
}
