using Microsoft.Data.Sqlite;

namespace Telehealth.Benchmarks.Floor;

/// <summary>WAL, synchronous FULL, one writer that commits what waits.</summary>
internal sealed class SqliteVisits : IVisitStore
{
    private readonly SqliteConnection _writer;
    private readonly string _connectionString;
    private readonly GroupCommit _commits;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand[] _inserts;

    private SqliteVisits(SqliteConnection writer, string connectionString)
    {
        (_writer, _connectionString) = (writer, connectionString);
        _update = Prepare("UPDATE visits SET version = version + 1, phase = $phase WHERE id = $id RETURNING version", "$id", "$phase");
        _inserts = [.. new[] { "events", "outbox" }.Select(table =>
            Prepare($"INSERT INTO {table} (visit_id, version, body) VALUES ($id, $version, $body)", "$id", "$version", "$body"))];
        _commits = new GroupCommit([Write]);
    }

    public static async Task<SqliteVisits> OpenAsync(string connectionString, CancellationToken cancel)
    {
        var writer = new SqliteConnection(connectionString);
        await writer.OpenAsync(cancel);
        await using (var pragmas = writer.CreateCommand())
        {
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
            await pragmas.ExecuteNonQueryAsync(cancel);
        }

        await FloorSchema.CreateAsync(writer, postgres: false, cancel);
        return new SqliteVisits(writer, connectionString);
    }

    public ValueTask<long> CommitAsync(int visitId, string phase) => _commits.CommitAsync(visitId, phase);

    public async ValueTask<(long Version, string Phase)> ReadAsync(int visitId)
    {
        await using var reader = new SqliteConnection(_connectionString);
        await reader.OpenAsync();
        await using var command = reader.CreateCommand();
        command.CommandText = "SELECT version, phase FROM visits WHERE id = $id";
        command.Parameters.AddWithValue("$id", visitId);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? (row.GetInt64(0), row.GetString(1)) : throw new InvalidOperationException($"no visit {visitId}");
    }

    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await _writer.DisposeAsync();
    }

    private ValueTask Write(IReadOnlyList<Change> group)
    {
        using var transaction = _writer.BeginTransaction(deferred: false);
        foreach (var change in group) Write(change, transaction);
        transaction.Commit();
        return ValueTask.CompletedTask;
    }

    private void Write(Change change, SqliteTransaction transaction)
    {
        _update.Transaction = transaction;
        Bind(_update, change.VisitId, change.Phase);
        change.Version = (long)(_update.ExecuteScalar() ?? throw new InvalidOperationException($"no visit {change.VisitId}"));
        foreach (var insert in _inserts)
        {
            insert.Transaction = transaction;
            Bind(insert, change.VisitId, change.Version, FloorSchema.Body);
            insert.ExecuteNonQuery();
        }
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> names)
    {
        var command = new SqliteCommand(sql, _writer);
        foreach (var name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
    }
}
