using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <param name="Bytes">Null where the record was pruned.</param>
internal sealed record SealedRecord(long Leaf, long RecordId, string? Hash, byte[]? Bytes);

/// <summary>Reads along the sealed log: without a gap, and nothing ever comes in behind a reader.</summary>
internal sealed class LeafReader(DatabaseLinks links)
{
    /// <summary>Leaves from <paramref name="from"/> on, in order.</summary>
    public async Task<IReadOnlyList<SealedRecord>> ReadAsync(long from, int most, CancellationToken cancellation)
    {
        await using var connection = await links.OpenWalkAsync(cancellation);
        await using var command = connection.Command(
            "SELECT l.leaf_index, l.record_id, r.hash, r.bytes FROM record_leaves l LEFT JOIN records r ON r.id = l.record_id WHERE l.leaf_index >= @from ORDER BY l.leaf_index LIMIT @most");
        command.Add("from", from).Add("most", most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<SealedRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            var pruned = reader.IsDBNull(3);
            found.Add(new(reader.GetInt64(0), reader.GetInt64(1), pruned ? null : reader.GetString(2), pruned ? null : reader.GetFieldValue<byte[]>(3)));
        }

        return found;
    }

    /// <summary>The leaf that will be next.</summary>
    public async Task<long> NextAsync(CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.Command("SELECT COALESCE(MAX(leaf_index) + 1, 0) FROM record_leaves");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>What the query means among these, with each visit's place as it was known then.</summary>
    public async Task<IReadOnlyList<long>> MatchingAsync(LogQuery query, IReadOnlyList<SealedRecord> records, CancellationToken cancellation)
    {
        // One that was damaged says nothing that could be followed.
        var read = records.Where(r => r.Bytes is not null).Select(r => (r.RecordId, r.Bytes, Facts: RecordFactsReader.ReadAny(r.Bytes!))).Where(r => r.Facts != RecordFacts.Unreadable)
            .Select(r => (r.RecordId, At: RecordFactsReader.TimeOf(r.Bytes!), r.Facts)).ToList();
        await using var connection = await links.OpenAsync(cancellation);
        var places = query.Terms.Any(t => t.Key is LogKey.State)
            ? await IndexMemory.PlacesAsync(links, connection, null, [.. read.Select(r => r.Facts.Visit).OfType<Guid>().Distinct()], cancellation)
            : [];
        var found = new List<long>();
        foreach (var (id, at, facts) in read)
        {
            var placed = facts.Visit is { } visit ? facts.At(places.GetValueOrDefault(visit)) : facts;
            if (facts is { StatesPlace: true, Visit: { } stated }) places[stated] = facts.Facets.State;
            if (query.Matches(placed, at)) found.Add(id);
        }

        return found;
    }
}
