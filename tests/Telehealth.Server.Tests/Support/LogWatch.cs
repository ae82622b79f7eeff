using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Telehealth.Server.Tests.Support;

/// <summary>Hears every line that the server logs. What nobody expected at Warning or above fails the test that owns the server.</summary>
internal sealed class LogWatch : ILoggerProvider
{
    // Pages are not built for these tests.
    private static readonly string[] Harmless = ["Microsoft.AspNetCore.StaticFiles", "Microsoft.AspNetCore.StaticAssets", "Microsoft.AspNetCore.DataProtection"];

    // Kestrel may say so when a connection closes while a body that nobody wanted is drained: https://github.com/dotnet/aspnetcore/issues/17840
    private const string KestrelDrain = "[InvalidOperationException: Reading is already in progress.]";

    private readonly ConcurrentQueue<(LogLevel Level, string Category, string Text)> lines = new();
    private readonly ConcurrentBag<string> expected = [];

    public IReadOnlyCollection<string> Lines => [.. lines.Select(l => $"{l.Level} {l.Category} {l.Text}")];

    public IReadOnlyCollection<string> Unexpected =>
    [
        .. lines.Where(l => l.Level >= LogLevel.Warning && !Harmless.Any(h => l.Category.StartsWith(h, StringComparison.Ordinal)) && !IsKestrelDrain(l) && !expected.Any(e => l.Text.Contains(e, StringComparison.Ordinal)))
            .Select(l => $"{l.Level} {l.Category} {l.Text}"),
    ];

    /// <summary>A line with this text is part of what the test does.</summary>
    public void Expect(string text) => expected.Add(text);

    private static bool IsKestrelDrain((LogLevel Level, string Category, string Text) line) =>
        line.Category == "Microsoft.AspNetCore.Server.Kestrel" && line.Text.StartsWith("Connection processing ended abnormally.", StringComparison.Ordinal)
        && line.Text.Contains(KestrelDrain, StringComparison.Ordinal);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogWatch watch, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            watch.lines.Enqueue((logLevel, category, exception is null ? formatter(state, null) : $"{formatter(state, exception)} [{exception.GetType().Name}: {exception.Message}] {exception.StackTrace}"));
    }
}
