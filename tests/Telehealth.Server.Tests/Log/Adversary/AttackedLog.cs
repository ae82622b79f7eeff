using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Desk;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Log.Adversary;

/// <summary>
/// A sealed log that a server wrote of real visits, as it stood on Monday and on Tuesday, with the heads that an auditor took away. Each
/// attack gets a copy of its database.
/// </summary>
public abstract class AttackedLog : IAsyncLifetime
{
    private const int Others = 260;

    /// <summary>The database as it was on Monday, and on Tuesday; copied, never written.</summary>
    internal string Monday { get; private set; } = "";

    internal string Tuesday { get; private set; } = "";
    internal CheckpointHead MondayHead { get; private set; } = null!;
    internal CheckpointHead TuesdayHead { get; private set; } = null!;
    internal IReadOnlyList<NoteVerifierKey> Keys { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var original = await CreateAsync();
        (MondayHead, Keys) = await WriteAsync(original, Others);
        Monday = await CopyAsync(original);
        (TuesdayHead, _) = await WriteAsync(original, 3);
        Tuesday = await CopyAsync(original);
    }

    public abstract Task DisposeAsync();

    /// <summary>A database of its own with the same content.</summary>
    internal abstract Task<string> CopyAsync(string connectionString);

    internal abstract DbConnection Connect(string connectionString);

    /// <summary>SQL for the other value of a yes or no.</summary>
    internal abstract string Negated(string column);

    /// <summary>What whoever owns the database can do: the triggers are gone, the work is done, the triggers are back.</summary>
    internal async Task AttackAsync(string connectionString, Func<DbConnection, Task> attack)
    {
        await using var connection = Connect(connectionString);
        await connection.OpenAsync();
        var back = await UnguardAsync(connection);
        await attack(connection);
        await connection.DoAsync(back);
    }

    private protected abstract Task<string> CreateAsync();

    /// <returns>The SQL that puts the triggers back.</returns>
    private protected abstract Task<string> UnguardAsync(DbConnection connection);

    private static async Task<(CheckpointHead Head, IReadOnlyList<NoteVerifierKey> Keys)> WriteAsync(string connectionString, int others)
    {
        await using var node = await LogNode.StartAsync(connectionString);
        var clinic = new DatabaseClinic(node);
        var clinician = await clinic.AddClinicianAsync();
        var visit = await clinic.StartedVisitAsync(clinician);
        await clinic.DoAsync(visit.Id, new HoldVisit(), DatabaseClinic.As(clinician));
        await clinic.DoAsync(visit.Id, new ResumeVisit(), DatabaseClinic.As(clinician));
        await clinic.DoAsync(visit.Id, new EndVisit(Disposition.Completed, null), DatabaseClinic.As(clinician));
        await clinic.WaitingVisitAsync(clinician);
        await clinic.SetLicenceAsync(clinician, 2, BoardStatus.Suspended);
        await clinic.WaitingOrRefusedAsync(clinician);

        // Enough for a full tile.
        await node.Clinic.ExecuteAsync(
            DatabaseClinic.FrontDesk,
            (work, _) =>
            {
                for (var i = 0; i < others; i++) work.Record(new ClinicRecord("WorkItemDone", "work", new Dictionary<string, string>()));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        await node.SealAsync();
        var head = await node.HeadAsync();
        return (new(head.Size, head.Note), await node.KeysAsync());
    }
}

/// <param name="Note">Signed, as it was published.</param>
internal sealed record CheckpointHead(long Size, string Note);

public sealed class AttackedSqlite : AttackedLog
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telehealth-attack-").FullName;
    private int _copies;

    public override Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    internal override async Task<string> CopyAsync(string connectionString)
    {
        var copy = Path.Combine(_folder, $"copy{Interlocked.Increment(ref _copies)}.db");
        await using var connection = Connect(connectionString);
        await connection.OpenAsync();
        await connection.DoAsync($"VACUUM INTO '{copy}'");
        return $"Data Source={copy}";
    }

    internal override DbConnection Connect(string connectionString) => new SqliteConnection(connectionString + ";Pooling=False");

    internal override string Negated(string column) => $"1 - {column}";

    private protected override Task<string> CreateAsync() => Task.FromResult($"Data Source={Path.Combine(_folder, "original.db")}");

    private protected override async Task<string> UnguardAsync(DbConnection connection)
    {
        var triggers = new List<(string Name, string Sql)>();
        await connection.DoAsync("PRAGMA synchronous = OFF");
        await connection.EachAsync("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'", row => triggers.Add((row.GetString(0), row.GetString(1))));
        await connection.DoAsync(string.Join("; ", triggers.Select(t => $"DROP TRIGGER {t.Name}")));
        return string.Join(";\n", triggers.Select(t => t.Sql));
    }
}

public sealed class AttackedPostgres : AttackedLog
{
    private const string Tables = "'records', 'record_queue', 'record_secrets', 'record_leaves', 'log_origins', 'log_keys', 'log_tiles', 'log_checkpoints', 'detail_keys', 'review_queue', 'visits'";

    public override Task DisposeAsync() => Task.CompletedTask;

    internal override async Task<string> CopyAsync(string connectionString)
    {
        var server = await DatabaseServer.CommonAsync();
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await using var admin = new NpgsqlConnection(server.ConnectionString("postgres"));
        await admin.OpenAsync();

        // Pools of nodes that ended may still hold connections, which would keep the database from being copied.
        await admin.DoAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return server.ConnectionString(await server.CreateDatabaseAsync(name));
    }

    internal override DbConnection Connect(string connectionString) => new NpgsqlConnection(connectionString + ";Pooling=false");

    internal override string Negated(string column) => $"NOT {column}";

    private protected override async Task<string> CreateAsync()
    {
        var database = new PostgresDatabase();
        await database.InitializeAsync();
        return database.ConnectionString;
    }

    private protected override async Task<string> UnguardAsync(DbConnection connection)
    {
        var triggers = new List<string>();
        await connection.EachAsync(
            $"SELECT tgrelid::regclass::text, tgname::text FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A' AND tgrelid::regclass::text IN ({Tables})",
            row => triggers.Add($"ALTER TABLE {row.GetString(0)} {{0}} TRIGGER {row.GetString(1)}"));
        await connection.DoAsync(string.Join(";\n", triggers.Select(t => t.Replace("{0}", "DISABLE", StringComparison.Ordinal))));
        return string.Join(";\n", triggers.Select(t => t.Replace("{0}", "ENABLE ALWAYS", StringComparison.Ordinal)));
    }
}
