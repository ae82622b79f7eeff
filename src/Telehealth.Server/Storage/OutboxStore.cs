using System.Data.Common;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage;

/// <summary>Claims and settles rows of the outbox. A claim is one conditional statement, so two dispatchers never hold the same row.</summary>
internal sealed class OutboxStore(DatabaseLinks links, WriteGate gate, IOptions<StorageOptions> options)
{
    private readonly string _me = Guid.NewGuid().ToString("N");
    private readonly string _skipLocked = links.Engine is StorageEngine.Postgres ? "FOR UPDATE SKIP LOCKED" : "";

    /// <summary>Rows whose claim ran out: what may be done twice waits again, what may not is Unknown from now on.</summary>
    /// <returns>How many became Unknown.</returns>
    public async Task<int> ReleaseLapsedAsync(IReadOnlyList<IOutboxHandler> handlers, Instant now, CancellationToken cancellation)
    {
        await ExecuteAsync(
            $"UPDATE outbox SET state = 'Pending', claimed_by = NULL, claimed_until = NULL, last_error_code = 'LAPSED' WHERE state = 'Sending' AND claimed_until < @now AND {In(handlers, false)}",
            c => BindKinds(c, handlers, false, now), cancellation);
        return await ExecuteAsync(
            $"UPDATE outbox SET state = 'Unknown', claimed_by = NULL, claimed_until = NULL, last_error_code = 'LAPSED' WHERE state = 'Sending' AND claimed_until < @now AND {In(handlers, true)}",
            c => BindKinds(c, handlers, true, now), cancellation);
    }

    public async Task<List<OutboxMessage>> ClaimAsync(IReadOnlyList<IOutboxHandler> handlers, Instant now, int limit, CancellationToken cancellation)
    {
        var sql =
            $"""
            UPDATE outbox SET state = 'Sending', claimed_by = @me, claimed_until = @until, attempts = attempts + 1
            WHERE id IN (SELECT id FROM outbox WHERE state = 'Pending' AND due_at <= @now AND {In(handlers, null)} ORDER BY due_at LIMIT @limit {_skipLocked})
            RETURNING id, kind, visit_id, payload, attempts, created_at
            """;
        using var turn = await GateAsync(cancellation);
        return await RunAsync(
            sql,
            c =>
            {
                BindKinds(c, handlers, null, now);
                Add(c, "me", _me);
                Add(c, "until", Micros.Of(now + Duration.FromSeconds(options.Value.OutboxClaimSeconds)));
                Add(c, "limit", limit);
            },
            async command =>
            {
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var claimed = new List<OutboxMessage>();
                while (await reader.ReadAsync(cancellation))
                {
                    claimed.Add(new(
                        reader.GetGuid(0), reader.GetString(1), reader.IsDBNull(2) ? null : new VisitId(reader.GetGuid(2)), reader.GetString(3), reader.GetInt32(4),
                        Micros.At(reader.GetInt64(5))));
                }

                return claimed;
            },
            cancellation);
    }

    public Task DoneAsync(Guid id, Instant now, CancellationToken cancellation) => SettleAsync(id, "Done", null, now, cancellation);

    public Task DeadAsync(Guid id, string code, Instant now, CancellationToken cancellation) => SettleAsync(id, "Dead", code, now, cancellation);

    public Task UnknownAsync(Guid id, string code, Instant now, CancellationToken cancellation) => SettleAsync(id, "Unknown", code, now, cancellation);

    public Task LaterAsync(Guid id, string code, Instant due, CancellationToken cancellation) => SettleAsync(id, "Pending", code, due, cancellation);

    // Only while the claim is still ours: after it lapsed the row belongs to whoever claimed it next.
    private Task SettleAsync(Guid id, string state, string? code, Instant at, CancellationToken cancellation) => ExecuteAsync(
        """
        UPDATE outbox SET state = @state, last_error_code = @code, claimed_by = NULL, claimed_until = NULL,
            done_at = CASE WHEN @state = 'Done' THEN @at ELSE NULL END, due_at = CASE WHEN @state = 'Pending' THEN @at ELSE due_at END
        WHERE id = @id AND state = 'Sending' AND claimed_by = @me
        """,
        c =>
        {
            Add(c, "id", id);
            Add(c, "state", state);
            Add(c, "code", (object?)code ?? DBNull.Value, System.Data.DbType.String);
            Add(c, "at", Micros.Of(at));
            Add(c, "me", _me);
        },
        cancellation);

    private async Task<int> ExecuteAsync(string sql, Action<DbCommand> bind, CancellationToken cancellation)
    {
        using var turn = await GateAsync(cancellation);
        return await RunAsync(sql, bind, c => c.ExecuteNonQueryAsync(cancellation), cancellation);
    }

    private async Task<T> RunAsync<T>(string sql, Action<DbCommand> bind, Func<DbCommand, Task<T>> run, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await links.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            bind(command);
            return await run(command);
        }
        catch (Exception e) when (StorageFaults.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The outbox cannot be reached.", e);
        }
    }

    // PostgreSQL needs no gate here: row locks do.
    private async ValueTask<IDisposable?> GateAsync(CancellationToken cancellation) =>
        links.Engine is StorageEngine.Sqlite ? await gate.EnterAsync(TimeSpan.FromSeconds(options.Value.WaitSeconds), cancellation) : null;

    private static string In(IReadOnlyList<IOutboxHandler> handlers, bool? atMostOnce)
    {
        var names = Kinds(handlers, atMostOnce).Select((_, i) => $"@k{i}").ToArray();
        return names.Length == 0 ? "1 = 0" : $"kind IN ({string.Join(", ", names)})";
    }

    private static void BindKinds(DbCommand command, IReadOnlyList<IOutboxHandler> handlers, bool? atMostOnce, Instant now)
    {
        Add(command, "now", Micros.Of(now));
        foreach (var (kind, i) in Kinds(handlers, atMostOnce).Select((k, i) => (k, i)))
        {
            Add(command, $"k{i}", kind);
        }
    }

    private static IEnumerable<string> Kinds(IReadOnlyList<IOutboxHandler> handlers, bool? atMostOnce) =>
        handlers.Where(h => atMostOnce is null || h.AtMostOnce == atMostOnce).Select(h => h.Kind);

    private static void Add(DbCommand command, string name, object value, System.Data.DbType? type = null)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        if (type is { } given)
        {
            parameter.DbType = given;
        }

        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
