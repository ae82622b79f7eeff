using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Report;

namespace Telehealth.Benchmarks.Log;

/// <summary>
/// The transaction of a visit's change, one by one from many connections: its row with a snapshot, the command's outcome, a promise in the
/// outbox; then the same with two records, in the server's own tables with all that hangs on them.
/// </summary>
internal sealed class AppendCost(PostgresServer postgres, string database, LogSpec spec)
{
    public const string Change = "the change alone", Untriggered = "with two records, nothing queued", Queued = "with two records, queued by the trigger";
    public static readonly string[] Ways = [Change, Untriggered, Queued];

    private const int Visits = 2_000;

    private const string Prepare =
        """
        INSERT INTO visits (id, version, record_seq, record_head, last_record_at, phase, patient_id, kind, starts_at, planned_end, zone, snapshot)
        SELECT md5(i::text)::uuid, 0, 0, repeat('0', 64), 0, 'InProgress', md5('p' || i)::uuid, 'FollowUp', 0, 0, 'America/Denver', decode(repeat('00', 1200), 'hex') FROM generate_series(1, @visits) i
        ON CONFLICT DO NOTHING
        """;

    private const string Changed =
        """
        WITH changed AS (UPDATE visits SET version = version + 1, record_seq = record_seq + 2, record_head = @head, last_record_at = @at, snapshot = @snapshot WHERE id = @id RETURNING id, record_seq),
        remembered AS (INSERT INTO commands (stream, command_id, step, body_hash, version, outcome, at) SELECT @stream, @command, 0, @head, 1, '{}', @at FROM changed),
        promised AS (INSERT INTO outbox (id, kind, visit_id, payload, created_at, due_at, state, attempts) SELECT @command, 'bench', id, '{}', @at, @at, 'Done', 0 FROM changed)
        """;

    private const string Recorded =
        Changed + """
        , written AS (INSERT INTO records (stream, seq, at, code, visit_id, patient_id, actor_kind, actor_id, refused, hash, bytes)
            SELECT @stream, c.record_seq - 1 + n, @at, 'VisitHeld', c.id, c.id, 'Staff', @actor, false, @head, @bytes FROM changed c, generate_series(0, 1) n)
        """;

    /// <summary>Transactions a second by way, one figure a round; the ways take turns.</summary>
    public async Task<Dictionary<string, List<double>>> MeasureAsync(CancellationToken cancel)
    {
        await RunAsync(Prepare, cancel, ("visits", Visits));
        var rates = Ways.ToDictionary(w => w, _ => new List<double>());
        for (var round = 0; round < spec.Rounds; round++)
        {
            foreach (var way in round % 2 == 0 ? Ways : Ways.Reverse())
            {
                await RunAsync(way == Untriggered ? "ALTER TABLE records DISABLE TRIGGER records_queue" : "ALTER TABLE records ENABLE ALWAYS TRIGGER records_queue", cancel);
                await postgres.CheckpointAsync(cancel);
                rates[way].Add(await RateAsync(way == Change ? Changed : Recorded, cancel));
                Cli.Progress.Line($"append, {way}: {Numbers.Short(rates[way][^1])}/s");
            }
        }

        await RunAsync("ALTER TABLE records ENABLE ALWAYS TRIGGER records_queue", cancel);
        return rates;
    }

    private async Task<double> RateAsync(string sql, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, spec.Clients).Select(c => Task.Run(() => ClientAsync(sql, c, watch, cancel), cancel)));
        return done.Sum() / watch.Elapsed.TotalSeconds;
    }

    private async Task<int> ClientAsync(string sql, int client, Stopwatch watch, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql + " SELECT count(*) FROM changed", connection);
        var (head, snapshot, bytes, random, done) = (new string('a', 64), new byte[1200], new byte[550], new Random(client), 0);
        command.Parameters.Add(new("head", NpgsqlDbType.Text) { Value = head });
        command.Parameters.Add(new("at", NpgsqlDbType.Bigint) { Value = 0L });
        command.Parameters.Add(new("snapshot", NpgsqlDbType.Bytea) { Value = snapshot });
        command.Parameters.Add(new("bytes", NpgsqlDbType.Bytea) { Value = bytes });
        command.Parameters.Add(new("actor", NpgsqlDbType.Uuid) { Value = Guid.NewGuid() });
        var (id, stream, key) = (command.Parameters.Add("id", NpgsqlDbType.Uuid), command.Parameters.Add("stream", NpgsqlDbType.Text), command.Parameters.Add("command", NpgsqlDbType.Uuid));
        var mine = await VisitsAsync(connection, client, cancel);
        for (; watch.Elapsed.TotalSeconds < spec.Seconds; done++)
        {
            var visit = mine[random.Next(mine.Count)];
            (id.Value, stream.Value, key.Value) = (visit, $"visit:{visit}", Guid.NewGuid());
            if (!sql.Contains("@bytes", StringComparison.Ordinal) && done == 0) Drop(command, "bytes", "actor");
            if (done == 0) await command.PrepareAsync(cancel);
            await command.ExecuteNonQueryAsync(cancel);
        }

        return done;
    }

    private static void Drop(NpgsqlCommand command, params string[] names)
    {
        foreach (var name in names) command.Parameters.Remove(command.Parameters[name]);
    }

    /// <summary>Each client has visits of its own, as the desks' leases see to it.</summary>
    private async Task<List<Guid>> VisitsAsync(NpgsqlConnection connection, int client, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT md5(i::text)::uuid FROM generate_series(1, @visits) i WHERE i % @clients = @client", connection);
        command.Parameters.AddWithValue("visits", Visits);
        command.Parameters.AddWithValue("clients", spec.Clients);
        command.Parameters.AddWithValue("client", client);
        var visits = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) visits.Add(reader.GetGuid(0));
        return visits;
    }

    private async Task RunAsync(string sql, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
