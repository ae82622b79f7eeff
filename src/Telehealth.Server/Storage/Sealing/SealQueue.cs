using System.Data.Common;
using NodaTime;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>Reads what waits for its leaf, in the order in which it was inserted: a visit's row lock makes that the order of its records.</summary>
internal sealed class SealQueue(DatabaseLinks links)
{
    private const string Next = "SELECT q.record_id, r.bytes FROM record_queue q JOIN records r ON r.id = q.record_id";

    public Task<List<QueuedRecord>> ReadAsync(int limit, CancellationToken cancellation) =>
        ManyAsync($"{Next} ORDER BY q.record_id LIMIT {limit}", null, cancellation);

    /// <summary>The record that must be a new tree's first leaf, if it waits.</summary>
    public Task<List<QueuedRecord>> ReadFirstOfAsync(string code, CancellationToken cancellation) =>
        ManyAsync($"{Next} WHERE r.code = @code ORDER BY q.record_id DESC LIMIT 1", code, cancellation);

    /// <summary>Since when the oldest record waits; null when none does.</summary>
    public async Task<Instant?> OldestAsync(CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT r.at FROM record_queue q JOIN records r ON r.id = q.record_id ORDER BY q.record_id LIMIT 1";
        return await command.ExecuteScalarAsync(cancellation) is long at ? Micros.At(at) : null;
    }

    private async Task<List<QueuedRecord>> ManyAsync(string sql, string? code, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (code is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("code", code);
            command.Parameters.Add(parameter);
        }

        return await ReadAsync(command, cancellation);
    }

    private static async Task<List<QueuedRecord>> ReadAsync(DbCommand command, CancellationToken cancellation)
    {
        var found = new List<QueuedRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) found.Add(new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
        return found;
    }
}
