using Microsoft.Extensions.Options;
using Npgsql;

namespace Telehealth.Server.Storage.Search;

/// <summary>Connections for searches alone: few, patient for some seconds, with statements that stay prepared and plans that do not depend on values.</summary>
internal sealed class SearchLinks : IAsyncDisposable
{
    private const int Most = 6;
    private const int Prepared = 100;
    private readonly NpgsqlDataSource? _source;

    public SearchLinks(StorageTarget target, IOptions<SearchOptions> options, ILoggerFactory logs)
    {
        if (target.Engine is not StorageEngine.Postgres) return;
        var text = new NpgsqlConnectionStringBuilder(target.ConnectionString) { MinPoolSize = 0, MaxPoolSize = Most, MaxAutoPrepare = Prepared, AutoPrepareMinUsages = 2, CommandTimeout = options.Value.TimeoutSeconds + 5 };
        text.Options = $"{text.Options} -c statement_timeout={options.Value.TimeoutSeconds}s -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off".TrimStart();
        _source = new NpgsqlDataSourceBuilder(text.ToString()).UseLoggerFactory(logs).Build();
    }

    public static string Among(string parameter) => $"= ANY(@{parameter})";

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) =>
        _source?.OpenConnectionAsync(cancellation) ?? throw new InvalidOperationException("The database is SQLite.");

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;
}
