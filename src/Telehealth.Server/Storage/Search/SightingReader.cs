using NodaTime;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <summary>The records of staff that the rules for anomalies look at.</summary>
internal sealed class SightingReader(DatabaseLinks links, FacetBook book)
{
    /// <param name="own">Pairs of staff and patient who have one name.</param>
    public async Task<IReadOnlyList<Sighting>> ReadAsync(Instant from, int most, IReadOnlySet<(Guid Staff, Guid Patient)> own, CancellationToken cancellation)
    {
        var facets = await book.ReadAsync(cancellation);
        var wanted = Enumerable.Range(1, facets.Count).Where(n => AnomalyRules.Concerns(facets[n - 1])).ToArray();
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.Command(
            $"SELECT at, actor_id, facet_id, visit_id, patient_id FROM record_search WHERE facet_id {links.Among("facets")} AND at >= @from AND actor_id IS NOT NULL ORDER BY at DESC LIMIT @most");
        command.Add("facets", links.Engine is StorageEngine.Postgres ? wanted : $"[{string.Join(',', wanted)}]").Add("from", Micros.Of(from)).Add("most", most);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<Sighting>();
        while (await reader.ReadAsync(cancellation))
        {
            var (actor, patient) = (reader.GetGuid(1), reader.GuidOrNull(4));
            found.Add(new(Micros.At(reader.GetInt64(0)), actor, facets[reader.GetInt32(2) - 1], reader.GuidOrNull(3), patient, patient is { } p && own.Contains((actor, p))));
        }

        return found;
    }
}
