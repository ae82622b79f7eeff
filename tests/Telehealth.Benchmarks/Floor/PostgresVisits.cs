using Npgsql;

namespace Telehealth.Benchmarks.Floor;

/// <summary>Two writers, each a connection: one batch, which is one round trip and one transaction, for up to 32 changes.</summary>
internal sealed class PostgresVisits : IVisitStore
{
    private const int Writers = 2;
    private readonly NpgsqlDataSource _source;
    private readonly GroupCommit _commits;

    private PostgresVisits(NpgsqlDataSource source, IEnumerable<NpgsqlConnection> connections)
    {
        _source = source;
        _commits = new GroupCommit(connections.Select(connection => new Func<IReadOnlyList<Change>, ValueTask>(group => WriteAsync(connection, group))));
    }

    public static async Task<PostgresVisits> OpenAsync(string connectionString, CancellationToken cancel)
    {
        var source = NpgsqlDataSource.Create($"{connectionString};Max Auto Prepare=20;Auto Prepare Min Usages=1");
        await using (var first = await source.OpenConnectionAsync(cancel)) await FloorSchema.CreateAsync(first, postgres: true, cancel);
        var connections = new List<NpgsqlConnection>();
        for (var i = 0; i < Writers; i++) connections.Add(await source.OpenConnectionAsync(cancel));
        return new PostgresVisits(source, connections);
    }

    public ValueTask<long> CommitAsync(int visitId, string phase) => _commits.CommitAsync(visitId, phase);

    public async ValueTask<(long Version, string Phase)> ReadAsync(int visitId)
    {
        await using var command = _source.CreateCommand("SELECT version, phase FROM visits WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = visitId });
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? (row.GetInt64(0), row.GetString(1)) : throw new InvalidOperationException($"no visit {visitId}");
    }

    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await _source.DisposeAsync();
    }

    private static async ValueTask WriteAsync(NpgsqlConnection connection, IReadOnlyList<Change> group)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var change in group) Add(batch, change);
        await using var rows = await batch.ExecuteReaderAsync();
        foreach (var change in group)
        {
            if (!await rows.ReadAsync()) throw new InvalidOperationException($"no visit {change.VisitId}");
            change.Version = rows.GetInt64(0);
            await rows.NextResultAsync();
        }
    }

    /// <summary>The inserts take the version from the row that the batch has just updated.</summary>
    private static void Add(NpgsqlBatch batch, Change change)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE visits SET version = version + 1, phase = $2 WHERE id = $1 RETURNING version")
        {
            Parameters = { Number(change.VisitId), Text(change.Phase) },
        });
        foreach (var table in (ReadOnlySpan<string>)["events", "outbox"])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"INSERT INTO {table} (visit_id, version, body) SELECT id, version, $2 FROM visits WHERE id = $1")
            {
                Parameters = { Number(change.VisitId), Text(FloorSchema.Body) },
            });
        }
    }

    private static NpgsqlParameter<int> Number(int value) => new() { TypedValue = value };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
