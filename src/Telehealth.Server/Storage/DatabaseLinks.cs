using System.Data.Common;
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

    public NpgsqlDataSource Postgres => _postgres ?? throw new InvalidOperationException("The database is SQLite.");

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
