using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Telehealth.Server.Storage;

/// <summary>Which engine, and how to reach it.</summary>
internal sealed record StorageTarget(StorageEngine Engine, string ConnectionString, int SqliteMaxMegabytes = 0)
{
    public const string DefaultConnectionString = "Data Source=telehealth.db";

    // A server's synchronous_commit = off would lose what was acknowledged, and a node that vanished in a transaction would keep its locks.
    // Whoever wants others (remote_apply) says so in Options.
    private static readonly (string Name, string Value)[] Durable = [("synchronous_commit", "on"), ("idle_in_transaction_session_timeout", "30000")];

    public static StorageTarget Of(string? connectionString, StorageOptions options)
    {
        var text = string.IsNullOrWhiteSpace(connectionString) ? DefaultConnectionString : connectionString;
        return (options.Engine ?? Recognize(text)) switch
        {
            StorageEngine.Sqlite => new(StorageEngine.Sqlite, Sqlite(text, options), options.SqliteMaxMegabytes),
            StorageEngine.Postgres => new(StorageEngine.Postgres, Postgres(text, options)),
        };
    }

    /// <summary>Full path of the SQLite file.</summary>
    public static string SqliteFile(string connectionString) => new SqliteConnectionStringBuilder(connectionString) is { Mode: not SqliteOpenMode.Memory, DataSource: not ("" or ":memory:") and var file }
        ? Path.GetFullPath(file)
        : throw new InvalidOperationException("ConnectionStrings:Telehealth must name a file: a database in memory keeps nothing.");

    private static StorageEngine Recognize(string text)
    {
        var keys = new DbConnectionStringBuilder { ConnectionString = text };
        return keys.ContainsKey("Host") || keys.ContainsKey("Server") ? StorageEngine.Postgres
            : keys.ContainsKey("Data Source") || keys.ContainsKey("DataSource") || keys.ContainsKey("Filename") ? StorageEngine.Sqlite
            : throw new InvalidOperationException("ConnectionStrings:Telehealth must start with 'Data Source=' (SQLite) or 'Host=' (PostgreSQL).");
    }

    private static string Sqlite(string text, StorageOptions options) => new SqliteConnectionStringBuilder(text)
    {
        ForeignKeys = true, RecursiveTriggers = true, DefaultTimeout = options.CommandSeconds,
    }.ToString();

    // The few statements of the write path are prepared once per connection.
    private static string Postgres(string text, StorageOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(text)
        {
            CommandTimeout = options.CommandSeconds, Timeout = options.CommandSeconds, MaxAutoPrepare = 64, AutoPrepareMinUsages = 2, IncludeErrorDetail = false, ApplicationName = "telehealth",
        };
        // Kerberos is asked for only by who names it: its library is in no slim image, and each new connection would complain of that.
        if (!builder.ContainsKey("GSS Encryption Mode")) builder.GssEncryptionMode = GssEncryptionMode.Disable;
        foreach (var (name, value) in Durable)
        {
            if (builder.Options?.Contains(name, StringComparison.Ordinal) is not true)
            {
                builder.Options = $"{builder.Options} -c {name}={value}".TrimStart();
            }
        }

        return builder.ToString();
    }
}
