using System.Runtime.CompilerServices;
using NodaTime;
using Telehealth.Ledger;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>Reads what waits for its leaf, in the order in which it was inserted: a visit's row lock makes that the order of its records.</summary>
internal sealed class SealQueue(DatabaseLinks links)
{
    private readonly bool _hashed = links.Engine is StorageEngine.Postgres;

    // One by one along the queue, however long it and the log are: as a join, PostgreSQL may go through every record that was ever sealed.
    // It hashes the bytes itself, which spares it to send them: a leaf is SHA-256 of 0x00 and them (RFC 9162, 2.1.1).
    private string Next => $"SELECT q.record_id, (SELECT {(_hashed ? @"sha256('\x00'::bytea || r.bytes)" : "r.bytes")} FROM records r WHERE r.id = q.record_id) FROM record_queue q";

    /// <summary>At most that many, all of one look: who commits meanwhile comes with the next, behind whatever was committed before.</summary>
    public IAsyncEnumerable<QueuedRecord> ReadAsync(int limit, CancellationToken cancellation) =>
        ReadAsync(Waiting(limit), null, cancellation);

    internal string Waiting(int limit) => $"{Next} ORDER BY q.record_id LIMIT {limit}";

    /// <summary>The record that must be a new tree's first leaf, if it waits.</summary>
    public IAsyncEnumerable<QueuedRecord> ReadFirstOfAsync(string code, CancellationToken cancellation) =>
        ReadAsync($"{Next} WHERE (SELECT r.code FROM records r WHERE r.id = q.record_id) = @code ORDER BY q.record_id DESC LIMIT 1", code, cancellation);

    /// <summary>Since when the oldest record waits; null when none does.</summary>
    public async Task<Instant?> OldestAsync(CancellationToken cancellation)
    {
        await using var connection = await links.OpenWalkAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT at FROM (SELECT q.record_id, (SELECT r.at FROM records r WHERE r.id = q.record_id) AS at FROM record_queue q) AS waiting WHERE at IS NOT NULL ORDER BY record_id LIMIT 1";
        return await command.ExecuteScalarAsync(cancellation) is long at ? Micros.At(at) : null;
    }

    private async IAsyncEnumerable<QueuedRecord> ReadAsync(string sql, string? code, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await links.OpenWalkAsync(cancellation);
        await using var command = connection.Command(sql);
        if (code is not null) command.Add("code", code);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            // A record that is gone gets no leaf; the check of the log names it.
            if (reader.IsDBNull(1)) continue;
            var value = reader.GetFieldValue<byte[]>(1);
            yield return new(reader.GetInt64(0), _hashed ? value : MerkleHash.Leaf(value));
        }
    }
}
