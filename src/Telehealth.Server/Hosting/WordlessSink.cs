using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Telehealth.Server.Hosting;

/// <summary>Passes events on without what people wrote: an exception becomes its types and its stack, and request addresses are dropped.</summary>
internal sealed class WordlessSink(ILogEventSink next) : ILogEventSink
{
    private static readonly string[] Dropped = ["RequestPath", "Path", "QueryString", "Query", "Url", "Uri", "Host"];

    public void Emit(LogEvent logEvent)
    {
        var words = WordsOf(logEvent.Exception).ToArray();
        var properties = logEvent.Properties.Where(p => !Dropped.Contains(p.Key)).Select(p => new LogEventProperty(p.Key, Withhold(p.Value, words)));
        if (logEvent.Exception is { } exception) properties = properties.Append(new LogEventProperty("Fault", new ScalarValue(Describe(exception))));
        next.Emit(new LogEvent(
            logEvent.Timestamp, logEvent.Level, null, logEvent.MessageTemplate, properties, logEvent.TraceId ?? default, logEvent.SpanId ?? default));
    }

    internal static string Describe(Exception exception)
    {
        var types = new List<string>();
        for (Exception? e = exception; e is not null; e = e.InnerException) types.Add(e.GetType().FullName ?? e.GetType().Name);
        return $" [{string.Join(" <- ", types)} 0x{exception.HResult:x8}]{Environment.NewLine}{exception.StackTrace}";
    }

    // EF Core and others print the exception's text into their own message, too.
    private static LogEventPropertyValue Withhold(LogEventPropertyValue value, string[] words) =>
        value is ScalarValue { Value: string text } && words.Any(w => text.Contains(w, StringComparison.Ordinal)) ? new ScalarValue("(withheld)") : value;

    private static IEnumerable<string> WordsOf(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e.Message.Length > 0) yield return e.Message;
        }
    }
}

internal sealed class ConsoleSink(ITextFormatter format) : ILogEventSink
{
    private readonly Lock one = new();

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter();
        format.Format(logEvent, line);
        lock (one) Console.Out.Write(line.ToString());
    }
}
