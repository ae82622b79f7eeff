using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Telehealth.Server.Storage;

/// <summary>Connections for plain SQL, pooled by the engine's own pool.</summary>
internal sealed class DatabaseLinks : IAsyncDisposable
{
    private const int MostWalks = 8;
    private readonly NpgsqlDataSource? _postgres;
    private readonly NpgsqlDataSource? _walks;
    private readonly string _sqlite = "";
    private readonly SqlitePragmas _pragmas;

    public DatabaseLinks(StorageTarget target, ILoggerFactory logs)
    {
        Engine = target.Engine;
        _pragmas = new SqlitePragmas(target.SqliteMaxMegabytes);
        if (target.Engine is StorageEngine.Postgres)
        {
            _postgres = new NpgsqlDataSourceBuilder(target.ConnectionString).UseLoggerFactory(logs).Build();
            var walks = new NpgsqlConnectionStringBuilder(target.ConnectionString) { MinPoolSize = 0, MaxPoolSize = MostWalks };
            walks.Options = $"{walks.Options} -c enable_seqscan=off -c jit=off".TrimStart();
            _walks = new NpgsqlDataSourceBuilder(walks.ToString()).UseLoggerFactory(logs).Build();
            SealerText = new NpgsqlConnectionStringBuilder(walks.ToString()) { Pooling = false, KeepAlive = 10 }.ToString();
        }
        else
        {
            _sqlite = target.ConnectionString;
        }
    }

    public StorageEngine Engine { get; }

    /// <summary>For the sealer's own connection to PostgreSQL, which is never lent again: its session holds the turn.</summary>
    public string SealerText { get; } = "";

    public NpgsqlDataSource Postgres => _postgres ?? throw new InvalidOperationException("The database is SQLite.");

    /// <summary>The comparison of a column with many ids in one parameter, so that the statement is the same for any number.</summary>
    public string Among(string parameter) => _postgres is not null ? $"= ANY(@{parameter})" : $"IN (SELECT value FROM json_each(@{parameter}))";

    /// <summary>The value of that parameter. SQLite keeps ids as upper-case text.</summary>
    public object ManyOf(IEnumerable<Guid> ids) => _postgres is not null ? ids.ToArray() : $"[{string.Join(',', ids.Select(i => $"\"{i.ToString("D").ToUpperInvariant()}\""))}]";

    /// <summary>As above, of numbers.</summary>
    public object ManyOf(IEnumerable<long> numbers) => _postgres is not null ? numbers.ToArray() : $"[{string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)))}]";

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellation) => OpenAsync(_postgres, cancellation);

    /// <summary>For walks along a key of the log: a plan that PostgreSQL made while the table was small never reads all of it later.</summary>
    public ValueTask<DbConnection> OpenWalkAsync(CancellationToken cancellation) => OpenAsync(_walks, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        if (_walks is not null) await _walks.DisposeAsync();
    }

    private async ValueTask<DbConnection> OpenAsync(NpgsqlDataSource? postgres, CancellationToken cancellation)
    {
        if (postgres is not null) return await postgres.OpenConnectionAsync(cancellation);
        var connection = new SqliteConnection(_sqlite);
        await connection.OpenAsync(cancellation);
        _pragmas.Apply(connection);
        return connection;
    }
}
