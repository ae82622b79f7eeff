using System.Globalization;
using Microsoft.Extensions.Compliance.Redaction;
using Serilog;
using Serilog.Core;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace Telehealth.Server.Hosting;

/// <summary>
/// Serilog as one provider among others (replacing the factory would skip redaction), classified values erased, exceptions
/// without their words, no addresses of requests: a join link is a secret in a path.
/// </summary>
internal static class Logging
{
    private const string Readable = "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj}{Fault}{NewLine}";

    public static void AddTelehealthLogging(this WebApplicationBuilder builder)
    {
        var canary = new CanarySink();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(CreateLogger(builder.Environment, canary), dispose: true);
        builder.Logging.EnableRedaction();
        // The framework's own lines below warning print paths and queries.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        builder.Services.AddRedaction(redaction => redaction.SetFallbackRedactor<ErasingRedactor>());
        builder.Services.AddSingleton(canary);
        builder.Services.AddHostedService<RedactionCanary>();
    }

    private static Logger CreateLogger(IHostEnvironment environment, CanarySink canary)
    {
        ILogEventSink console = environment.IsDevelopment()
            ? new ConsoleSink(new MessageTemplateTextFormatter(Readable, CultureInfo.InvariantCulture))
            : new ConsoleSink(new RenderedCompactJsonFormatter());
        return new LoggerConfiguration().MinimumLevel.Verbose().Enrich.FromLogContext().WriteTo.Sink(new WordlessSink(console)).WriteTo.Sink(canary).CreateLogger();
    }
}
