using System.Globalization;
using Microsoft.Extensions.Compliance.Redaction;
using Serilog;
using Serilog.Core;
using Serilog.Extensions.Logging;
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
        // Serilog's registration asks for everything by its own rule, which only a rule of the same kind narrows. The framework's
        // lines below warning print paths and queries.
        builder.Logging.AddFilter<SerilogLoggerProvider>(null, LogLevel.Information);
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Logging.AddFilter<SerilogLoggerProvider>("System", LogLevel.Warning);
        // It tells of every statement that it ran.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Npgsql", LogLevel.Warning);
        // It warns that keys are not encrypted at rest: they stand beside what they protect, in the database.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddRedaction(redaction => redaction.SetFallbackRedactor<ErasingRedactor>());
        builder.Services.AddSingleton(canary);
        builder.Services.AddHostedService<RedactionCanary>();
    }

    private static Logger CreateLogger(IHostEnvironment environment, CanarySink canary)
    {
        ILogEventSink console = environment.IsDevelopment()
            ? new ConsoleSink(new MessageTemplateTextFormatter(Readable, CultureInfo.InvariantCulture))
            : new ConsoleSink(new RenderedCompactJsonFormatter());
        return new LoggerConfiguration().MinimumLevel.Verbose().Enrich.FromLogContext()
            .WriteTo.Conditional(e => !CanarySink.IsFault(e), to => to.Sink(new WordlessSink(console))).WriteTo.Sink(new WordlessSink(canary)).CreateLogger();
    }
}
