using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.Floor;

/// <summary>Hosts a bare hub: the physical floor that our server is measured against.</summary>
internal static class FloorCommand
{
    public const string Memory = "memory";
    public const string Postgres = "postgres";
    public const string Sqlite = "sqlite";

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var options = Options.Parse(arguments);
        var mode = options.Several("mode", Memory, Memory, Postgres, Sqlite)[0];
        var port = options.Number("port", 0, 0, 65_535);
        var database = mode == Memory ? null : options.Required("database");
        options.RefuseUnknown();

        await using var visits = await OpenAsync(mode, database, cancel);
        await using var app = Build(visits, port == 0 ? FreePort.Take() : port);
        await app.StartAsync(cancel);
        Progress.Line($"floor ({mode}) on {string.Join(' ', app.Urls)}");
        await ((IHost)app).WaitForShutdownAsync(cancel);
        return 0;
    }

    private static async Task<IVisitStore> OpenAsync(string mode, string? database, CancellationToken cancel) => mode switch
    {
        Postgres => await PostgresVisits.OpenAsync(database!, cancel),
        Sqlite => await SqliteVisits.OpenAsync(database!, cancel),
        _ => new MemoryVisits(),
    };

    private static WebApplication Build(IVisitStore visits, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSignalR();
        builder.Services.AddSingleton(visits).AddSingleton(TimeProvider.System);
        var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapHub<FloorHub>("/hubs/visits");
        return app;
    }
}
