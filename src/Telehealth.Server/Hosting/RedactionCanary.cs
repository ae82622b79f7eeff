using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Hosting;

/// <summary>At start, logs a classified value, and faults whose words hold one, and looks whether they came out. If one did, or a line did not, the server does not start.</summary>
internal sealed partial class RedactionCanary(ILogger<RedactionCanary> log, CanarySink seen) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var secret = "canary-" + Guid.NewGuid().ToString("N");
        LogCanary(log, secret);
        Inspect(secret, "The log does not redact personal data.");
        LogFault(log, secret, new InvalidOperationException(secret, new IOException($"Could not read {secret}")));
        Inspect(secret, "The log tells the words of faults.");
        return Task.CompletedTask;
    }

    private void Inspect(string secret, string leak)
    {
        if (seen.Take() is not { } line) throw new InvalidOperationException("The log lost one of its first lines; logging is not wired as it must be.");
        if (line.Contains(secret, StringComparison.Ordinal)) throw new InvalidOperationException(leak);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(CanarySink.EventId, LogLevel.Information, "Redaction is checked with {Value}")]
    private static partial void LogCanary(ILogger log, [Personal] string value);

    [LoggerMessage(CanarySink.FaultId, LogLevel.Information, "Faults are checked with {Message}")]
    private static partial void LogFault(ILogger log, string message, Exception fault);
}

/// <summary>Keeps the canary's lines as the console would print them.</summary>
internal sealed class CanarySink : ILogEventSink
{
    public const int EventId = 1000, FaultId = 999;
    private readonly ConcurrentQueue<string> lines = new();

    public void Emit(LogEvent logEvent)
    {
        if (!Is(logEvent, EventId) && !Is(logEvent, FaultId)) return;
        if (lines.Count < 8) lines.Enqueue(logEvent.RenderMessage(CultureInfo.InvariantCulture) + string.Join(' ', logEvent.Properties.Values));
    }

    /// <summary>The line about a fault that never happened is for the canary alone.</summary>
    public static bool IsFault(LogEvent logEvent) => Is(logEvent, FaultId);

    private static bool Is(LogEvent logEvent, int id) =>
        logEvent.Properties.TryGetValue("EventId", out var value) && value is StructureValue { Properties: var parts } && parts.Any(p => p.Name == "Id" && p.Value is ScalarValue { Value: int number } && number == id)
        && logEvent.Properties.TryGetValue("SourceContext", out var source) && source is ScalarValue { Value: string category } && category == typeof(RedactionCanary).FullName;

    public string? Take() => lines.TryDequeue(out var line) ? line : null;
}
