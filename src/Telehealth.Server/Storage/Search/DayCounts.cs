using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <param name="Day">Days since 1970 in the clinic's zone.</param>
internal sealed record DayCount(int Day, RecordFacets Facets, long Count);

/// <summary>How many records of which facets there were on each day, as the index counted them.</summary>
internal sealed class DayCounts(DatabaseLinks links, FacetBook book)
{
    public async Task<IReadOnlyList<DayCount>> ReadAsync(int from, int to, CancellationToken cancellation)
    {
        var rows = new List<(int Day, int Facet, long Count)>();
        await using (var connection = await links.OpenAsync(cancellation))
        {
            await using var command = connection.Command("SELECT day, facet_id, count FROM search_days WHERE day >= @from AND day <= @to");
            command.Add("from", from).Add("to", to);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) rows.Add((reader.GetInt32(0), reader.GetInt32(1), reader.GetInt64(2)));
        }

        var facets = await book.ReadAsync(cancellation);
        return [.. rows.Where(r => r.Facet <= facets.Count).Select(r => new DayCount(r.Day, facets[r.Facet - 1], r.Count))];
    }
}
