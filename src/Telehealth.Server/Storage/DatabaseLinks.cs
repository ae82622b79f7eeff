using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Telehealth.Server.Storage;

/// <summary>Connections for plain SQL, pooled by the engine's own pool.</summary>
internal sealed class DatabaseLinks : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _postgres;
    private readonly string _sqlite = "";
    private readonly SqlitePragmas _pragmas;

    public DatabaseLinks(StorageTarget target, ILoggerFactory logs)
    {
        Engine = target.Engine;
        _pragmas = new SqlitePragmas(target.SqliteMaxMegabytes);
        UnpooledText = target.Engine is StorageEngine.Postgres ? new NpgsqlConnectionStringBuilder(target.ConnectionString) { Pooling = false, KeepAlive = 10 }.ToString() : target.ConnectionString;
        if (target.Engine is StorageEngine.Postgres)
        {
            _postgres = new NpgsqlDataSourceBuilder(target.ConnectionString).UseLoggerFactory(logs).Build();
        }
        else
        {
            _sqlite = target.ConnectionString;
        }
    }

    public StorageEngine Engine { get; }

    /// <summary>For a connection that is never lent again: its session holds something.</summary>
    public string UnpooledText { get; }

    public NpgsqlDataSource Postgres => _postgres ?? throw new InvalidOperationException("The database is SQLite.");

    /// <summary>The comparison of a column with many ids in one parameter, so that the statement is the same for any number.</summary>
    public string Among(string parameter) => _postgres is not null ? $"= ANY(@{parameter})" : $"IN (SELECT value FROM json_each(@{parameter}))";

    /// <summary>The value of that parameter. SQLite keeps ids as upper-case text.</summary>
    public object ManyOf(IEnumerable<Guid> ids) => _postgres is not null ? ids.ToArray() : $"[{string.Join(',', ids.Select(i => $"\"{i.ToString("D").ToUpperInvariant()}\""))}]";

    /// <summary>As above, of numbers.</summary>
    public object ManyOf(IEnumerable<long> numbers) => _postgres is not null ? numbers.ToArray() : $"[{string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)))}]";

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        if (_postgres is not null)
        {
            return await _postgres.OpenConnectionAsync(cancellation);
        }

        var connection = new SqliteConnection(_sqlite);
        await connection.OpenAsync(cancellation);
        _pragmas.Apply(connection);
        return connection;
    }

    public ValueTask DisposeAsync() => _postgres?.DisposeAsync() ?? ValueTask.CompletedTask;
}
