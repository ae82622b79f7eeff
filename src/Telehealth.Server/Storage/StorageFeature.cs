using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Storage;

/// <summary>The database, whichever it is: <see cref="TelehealthDb"/> per scope, <see cref="IDbContextFactory{TContext}"/> of it elsewhere.</summary>
internal static class StorageFeature
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        var target = StorageTarget.Of(configuration.GetConnectionString("Telehealth"), configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(target);
        services.AddSingleton<WriteGate>();
        services.AddSingleton<DatabaseLinks>();
        services.AddOptions<DetailsOptions>().Bind(configuration.GetSection(DetailsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<DetailsOptions>, DetailsOptionsCheck>();
        services.AddSingleton(p => MasterKeys.Load(p.GetRequiredService<IOptions<DetailsOptions>>().Value, target));
        services.AddSingleton<DetailVault>().AddSingleton<DetailKeys>().AddSingleton<RecordDetails>();
        services.AddSingleton<VisitLoads>();
        services.AddSingleton<GroupWriter>();
        services.AddSingleton<VisitStore>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<PruningService>();
        services.AddOptions<SearchOptions>().Bind(configuration.GetSection(SearchOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FacetBook>().AddSingleton<LogTail>().AddSingleton<LogSearch>().AddSingleton<LogStretches>().AddSingleton<LogIndex>().AddSingleton<SearchLinks>()
            .AddSingleton<LeafReader>().AddSingleton<DayCounts>().AddSingleton<SightingReader>();
        services.AddSingleton(new IndexZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(configuration["Clinic:TimeZone"] ?? "America/Denver") ?? DateTimeZone.Utc));
        services.AddHostedService<StorageStart>();
        services.AddHostedService(p => p.GetRequiredService<OutboxDispatcher>());
        services.AddHostedService(p => p.GetRequiredService<PruningService>());
        services.AddHostedService<LogIndexer>();
        if (target.Engine is StorageEngine.Sqlite)
        {
            services.AddPooledDbContextFactory<SqliteTelehealthDb>(o => Quiet(o.UseSqlite(target.ConnectionString).AddInterceptors(new SqlitePragmas(target.SqliteMaxMegabytes))));
            services.AddSingleton<IDbContextFactory<TelehealthDb>, DbFactory<SqliteTelehealthDb>>();
            services.AddSingleton<IWriteEngine, SqliteWriteEngine>();
            services.AddSingleton<SqliteCheckpoints>();
            services.AddHostedService(p => p.GetRequiredService<SqliteCheckpoints>());
            services.AddSingleton<SqliteFileLock>();
            services.AddSingleton<ISearchEngine, SqliteSearch>();
        }
        else
        {
            services.AddPooledDbContextFactory<PostgresTelehealthDb>((p, o) => Quiet(o.UseNpgsql(p.GetRequiredService<DatabaseLinks>().Postgres)));
            services.AddSingleton<IDbContextFactory<TelehealthDb>, DbFactory<PostgresTelehealthDb>>();
            services.AddSingleton<IWriteEngine, PostgresWriteEngine>();
            services.AddSingleton<ISearchEngine, PostgresSearch>();
        }

        services.AddScoped(p => p.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContext());
        return services;
    }

    // Values in statements and failed commands would put personal data into the log; faults are logged where they are handled.
    private static void Quiet(DbContextOptionsBuilder options) => options.ConfigureWarnings(w => w
        .Log((RelationalEventId.CommandExecuted, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.TransactionError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)));

    private sealed class DbFactory<T>(IDbContextFactory<T> inner) : IDbContextFactory<TelehealthDb>
        where T : TelehealthDb
    {
        public TelehealthDb CreateDbContext() => inner.CreateDbContext();

        public async Task<TelehealthDb> CreateDbContextAsync(CancellationToken cancellationToken = default) => await inner.CreateDbContextAsync(cancellationToken);
    }
}
