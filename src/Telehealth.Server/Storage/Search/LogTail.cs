using System.Data.Common;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <summary>A record that no index holds yet.</summary>
/// <param name="At">Microseconds.</param>
internal sealed record TailRecord(long At, long RecordId, RecordFacts Facts)
{
    public SearchPlace Place => new(At, RecordId);
}

/// <param name="Left">More records wait than were looked at.</param>
internal sealed record TailReading(IReadOnlyList<TailRecord> Records, bool Left);

/// <summary>
/// What was committed and is not indexed, so that a record is found the moment it is written. Records move from the queue to their leaf and
/// on into the index, never back: read in that order, none is missed, and one that moved meanwhile is met twice.
/// </summary>
internal sealed class LogTail(DatabaseLinks links)
{
    public const int Most = 2000;

    public async Task<TailReading> ReadAsync(LogQuery query, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        var queued = await RowsAsync(connection, "SELECT r.id, r.at, r.bytes FROM record_queue q JOIN records r ON r.id = q.record_id ORDER BY q.record_id DESC LIMIT @most", cancellation);
        var sealedOnes = await RowsAsync(
            connection,
            "SELECT r.id, r.at, r.bytes FROM record_leaves l JOIN records r ON r.id = l.record_id WHERE l.leaf_index >= (SELECT next_leaf FROM search_progress WHERE id = 1) ORDER BY l.leaf_index DESC LIMIT @most",
            cancellation);
        var left = queued.Count == Most || sealedOnes.Count == Most;
        List<TailRecord> all = [.. queued.Concat(sealedOnes).DistinctBy(r => r.RecordId)];
        return new(query.Terms.Any(t => t.Key is LogKey.State) ? await PlacedAsync(connection, all, cancellation) : all, left);
    }

    private static async Task<List<TailRecord>> RowsAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        command.Add("most", Most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<TailRecord>();
        while (await reader.ReadAsync(cancellation)) rows.Add(new(reader.GetInt64(1), reader.GetInt64(0), RecordFactsReader.ReadAny(reader.GetFieldValue<byte[]>(2))));
        return rows;
    }

    private async Task<List<TailRecord>> PlacedAsync(DbConnection connection, List<TailRecord> records, CancellationToken cancellation)
    {
        var visits = records.Select(r => r.Facts.Visit).OfType<Guid>().Distinct().ToArray();
        var places = await IndexMemory.PlacesAsync(links, connection, null, visits, cancellation);
        var placed = new List<TailRecord>(records.Count);
        foreach (var record in records.OrderBy(r => r.RecordId))
        {
            var facts = record.Facts;
            if (facts.Visit is { } visit)
            {
                if (facts.StatesPlace) places[visit] = facts.Facets.State;
                else facts = facts.At(places[visit]);
            }

            placed.Add(record with { Facts = facts });
        }

        return placed;
    }
}
