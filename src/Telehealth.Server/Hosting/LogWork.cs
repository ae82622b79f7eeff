using Telehealth.Server.Desk;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Hosting;

/// <summary>The storage and the desks without a server, for commands that write to the log.</summary>
internal static class LogWork
{
    /// <exception cref="StartRefusedException">The database is away, behind, or in use.</exception>
    public static async Task<ServiceProvider> StartAsync(IConfiguration configuration, CancellationToken cancellation, Action<IServiceCollection, IConfiguration>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration).AddSingleton(TimeProvider.System);
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Error));
        services.AddOptions<ClinicOptions>().Bind(configuration.GetSection(ClinicOptions.Section));
        services.AddStorage(configuration);
        services.AddDesk(configuration);
        more?.Invoke(services, configuration);
        var provider = services.BuildServiceProvider();
        try
        {
            // The schema and its triggers are looked at; nothing that runs by itself is started.
            await provider.GetServices<IHostedService>().OfType<StorageStart>().Single().StartingAsync(cancellation);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }
}
