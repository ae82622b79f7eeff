using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Telehealth.Server.Storage;

/// <summary>Which engine, and how to reach it.</summary>
internal sealed record StorageTarget(StorageEngine Engine, string ConnectionString, int SqliteMaxMegabytes = 0)
{
    public const string DefaultConnectionString = "Data Source=telehealth.db";

    public static StorageTarget Of(string? connectionString, StorageOptions options)
    {
        var text = string.IsNullOrWhiteSpace(connectionString) ? DefaultConnectionString : connectionString;
        return (options.Engine ?? Recognize(text)) switch
        {
            StorageEngine.Sqlite => new(StorageEngine.Sqlite, Sqlite(text, options), options.SqliteMaxMegabytes),
            StorageEngine.Postgres => new(StorageEngine.Postgres, Postgres(text, options)),
        };
    }

    /// <summary>Full path of the SQLite file; null for a database in memory.</summary>
    public static string? SqliteFile(string connectionString)
    {
        var source = new SqliteConnectionStringBuilder(connectionString) is { Mode: not SqliteOpenMode.Memory } file ? file.DataSource : "";
        return source is "" or ":memory:" ? null : Path.GetFullPath(source);
    }

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

    // The few statements of the write path are prepared once per connection. A server's synchronous_commit = off would lose what was
    // acknowledged, so it is said here; whoever wants more (remote_apply) says so in Options.
    private static string Postgres(string text, StorageOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(text)
        {
            CommandTimeout = options.CommandSeconds, MaxAutoPrepare = 64, AutoPrepareMinUsages = 2, IncludeErrorDetail = false, ApplicationName = "telehealth",
        };
        if (builder.Options?.Contains("synchronous_commit", StringComparison.Ordinal) is not true)
        {
            builder.Options = $"{builder.Options} -c synchronous_commit=on".TrimStart();
        }

        return builder.ToString();
    }
}
