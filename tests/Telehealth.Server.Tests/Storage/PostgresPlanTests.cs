using Microsoft.EntityFrameworkCore;
using Npgsql;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Storage.Search;
using Telehealth.Server.Tests.Log;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>The write connection plans its statements once, often while a clinic is young; the plans must not grow dear with the tables.</summary>
public sealed class PostgresPlanTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string YoungClinic =
        """
        INSERT INTO commands (stream, command_id, step, body_hash, version, outcome, at) SELECT 'visit:' || n, gen_random_uuid(), 0, 'hash', 1, '{}', 0 FROM generate_series(1, 50) AS n;
        ANALYZE commands
        """;

    [Fact]
    public async Task Every_row_is_looked_up_by_its_key_even_when_planned_while_the_clinic_is_young()
    {
        NpgsqlBatchCommand[] statements =
        [
            PostgresParameters.OfVisits(PostgresSql.Changes, []), PostgresParameters.OfVisits(PostgresSql.Use, []), PostgresParameters.OfVisits(PostgresSql.Beginnings, []),
            PostgresParameters.OfLocks(PostgresSql.Locks, []), PostgresParameters.OfLooks(PostgresSql.Looks, []),
        ];
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await ReadAsync(connection, YoungClinic);
        await ReadAsync(connection, PostgresWriteEngine.Manners);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        await batch.PrepareAsync();
        var prepared = await ReadAsync(connection, "SELECT format('EXPLAIN EXECUTE %I (%s)', name, (SELECT string_agg('NULL', ', ') FROM unnest(parameter_types))) FROM pg_prepared_statements WHERE statement LIKE '%unnest(%'");
        Assert.Equal(statements.Length, prepared.Count);

        foreach (var explain in prepared) AssertByKey(await ReadAsync(connection, explain));
    }

    [Fact]
    public async Task What_waits_for_its_leaf_is_read_by_key_even_when_planned_while_the_log_is_young()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await new DatabaseClinic(node).ScheduledVisitAsync();
        await node.ExecuteAsync("ANALYZE records; ANALYZE record_queue");
        await using var walk = (NpgsqlConnection)await node.Get<DatabaseLinks>().OpenWalkAsync(default);

        var plan = await ReadAsync(walk, $"EXPLAIN {node.Get<SealQueue>().Waiting(50_000)}");

        Assert.DoesNotContain(plan, l => l.Contains("Seq Scan", StringComparison.Ordinal) || l.Contains("Join", StringComparison.Ordinal));
        Assert.Contains(plan, l => l.Contains("Index Cond: (id = q.record_id)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_streams_records_are_found_by_their_place_and_not_by_reading_the_log()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString);
        await using var db = await node.OpenAsync();
        await using var walk = (NpgsqlConnection)await node.Get<DatabaseLinks>().OpenWalkAsync(default);

        var plan = await ReadAsync(walk, $"EXPLAIN {db.Records.InStreams().Where(r => r.Stream == "clinic:log").OrderBy(r => r.Seq).ToQueryString()}");

        Assert.Contains(plan, l => l.Contains("records_stream_seq", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, l => l.Contains("Seq Scan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_clinics_own_pool_size_does_not_keep_the_small_pools_from_opening()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString + ";Minimum Pool Size=12");
        await using (await node.Get<DatabaseLinks>().OpenWalkAsync(default))
        await using (await node.Get<SearchLinks>().OpenAsync(default))
        {
        }
    }

    private static void AssertByKey(List<string> plan)
    {
        // The clinic's rules are one row without a key.
        Assert.DoesNotContain(plan, l => l.Contains("Seq Scan", StringComparison.Ordinal) && !l.Contains(" on rule_set", StringComparison.Ordinal));
        var indexed = plan.Select((line, i) => (line, Next: plan.ElementAtOrDefault(i + 1) ?? "")).Where(p => p.line.Contains(" using ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(indexed);
        Assert.All(indexed, p => Assert.Contains("Index Cond:", p.Next, StringComparison.Ordinal));
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return lines;
    }
}
