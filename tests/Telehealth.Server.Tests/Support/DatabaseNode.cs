using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Tests.Support;

/// <summary>The storage and the desks of one server process, started as the host starts them, but with nothing running by itself.</summary>
internal sealed class DatabaseNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private DatabaseNode(ServiceProvider services) => _services = services;

    public FakeTimeProvider Time => (FakeTimeProvider)_services.GetRequiredService<TimeProvider>();

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    public IVisitDesk Visits => Get<IVisitDesk>();

    public IClinicDesk Clinic => Get<IClinicDesk>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Monday 23 November 2026, 11:00 in Utah.</summary>
    public static FakeTimeProvider NewTime() => new(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero));

    public static async Task<DatabaseNode> StartAsync(
        string connectionString, FakeTimeProvider? time = null, Action<IServiceCollection>? more = null, Dictionary<string, string?>? settings = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Telehealth"] = connectionString })
            .AddInMemoryCollection(settings ?? [])
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Error));
        services.AddSingleton<TimeProvider>(time ?? NewTime());
        services.AddOptions<ClinicOptions>();
        services.AddStorage(configuration);
        services.AddDesk(configuration);
        more?.Invoke(services);
        var node = new DatabaseNode(services.BuildServiceProvider());
        try
        {
            foreach (var service in node._services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
            {
                await service.StartingAsync(CancellationToken.None);
            }

            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
