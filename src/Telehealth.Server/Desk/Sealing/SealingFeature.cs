using Microsoft.Extensions.Options;
using Telehealth.Server.Desk.Exports;
using Telehealth.Server.Desk.Retention;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>The sealed log: leaves for records, a tree over them, signed heads, and where they go.</summary>
internal static class SealingFeature
{
    private static readonly TimeSpan StoreAnswers = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddSealing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsCheck>();
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(SecondStore.Client, client => client.Timeout = StoreAnswers);
        services.AddSingleton<LogStatus>().AddSingleton<LogMetrics>().AddSingleton<SealSignal>().AddSingleton<SealQueue>().AddSingleton<LogBook>().AddSingleton<StoredTiles>();
        services.AddSingleton<LogKeyring>().AddSingleton<LogKeyChange>().AddSingleton<LogOpening>().AddSingleton<LogReports>().AddSingleton<LogProofs>().AddSingleton<LogCheck>();
        services.AddSingleton<ICheckpointCopy, CheckpointFile>().AddSingleton<ICheckpointCopy, TileFiles>().AddSingleton<SecondStore>().AddSingleton<HeadCopies>();
        services.AddSingleton<ISealEngine>(p => p.GetRequiredService<StorageTarget>().Engine is StorageEngine.Sqlite
            ? ActivatorUtilities.CreateInstance<SqliteSealEngine>(p)
            : ActivatorUtilities.CreateInstance<PostgresSealEngine>(p));
        services.AddRetention(configuration);
        services.AddSingleton<Sealer>().AddSingleton<NewOrigin>();
        services.AddHostedService<SealingService>().AddHostedService<LogReportService>();
        return services.AddExports();
    }
}
