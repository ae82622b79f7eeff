using System.Data.Common;
using NodaTime;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <summary>What the indexer need not ask again from batch to batch. Whoever indexes after another node, or after a failure, forgets it all first.</summary>
internal sealed class IndexMemory(DatabaseLinks links, DateTimeZone zone)
{
    private const int MostPlaces = 100_000;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string?> _places = [];

    /// <summary>The next leaf, if the last batch was ours.</summary>
    public long? Next { get; set; }

    public void Forget()
    {
        _numbers.Clear();
        _places.Clear();
        Next = null;
    }

    /// <summary>Days since 1970 in the clinic's zone.</summary>
    public int DayOf(long at) => Period.DaysBetween(new LocalDate(1970, 1, 1), Micros.At(at).InZone(zone).Date);

    /// <summary>Each record with its visit's last place, as the records before it said.</summary>
    public async Task<List<UnindexedLeaf>> PlacedAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<UnindexedLeaf> leaves, CancellationToken cancellation)
    {
        if (_places.Count > MostPlaces) _places.Clear();
        var unknown = leaves.Where(l => l.Facts.Facets.Code != "VisitScheduled").Select(l => l.Facts.Visit).OfType<Guid>().Distinct().Where(v => !_places.ContainsKey(v)).ToArray();
        foreach (var (visit, place) in await PlacesAsync(links, connection, transaction, unknown, cancellation)) _places[visit] = place;
        var placed = new List<UnindexedLeaf>(leaves.Count);
        foreach (var leaf in leaves)
        {
            var facts = leaf.Facts;
            if (facts.Visit is { } visit)
            {
                if (facts.StatesPlace) _places[visit] = facts.Facets.State;
                else facts = facts.At(_places.GetValueOrDefault(visit));
            }

            placed.Add(leaf with { Facts = facts });
        }

        return placed;
    }

    public async Task<int[]> NumbersAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<UnindexedLeaf> leaves, CancellationToken cancellation)
    {
        var keys = leaves.Select(l => l.Facts.Facets.Key).ToArray();
        if (keys.Any(k => !_numbers.ContainsKey(k)))
        {
            foreach (var facets in await FacetBook.MoreAsync(connection, transaction, _numbers.Count, cancellation)) _numbers.Add(facets.Key, _numbers.Count + 1);
            for (var i = 0; i < keys.Length; i++)
            {
                if (_numbers.TryAdd(keys[i], _numbers.Count + 1)) await AddAsync(connection, transaction, _numbers.Count, leaves[i].Facts.Facets, cancellation);
            }
        }

        return [.. keys.Select(k => _numbers[k])];
    }

    /// <summary>Where the patients of these visits are by what is indexed; a visit of which nothing is known is there with null.</summary>
    internal static async Task<Dictionary<Guid, string?>> PlacesAsync(DatabaseLinks links, DbConnection connection, DbTransaction? transaction, Guid[] visits, CancellationToken cancellation)
    {
        var places = visits.ToDictionary(v => v, _ => (string?)null);
        if (visits.Length == 0) return places;
        await using var command = connection.Command(
            $"""
            SELECT v.visit_id, f.state FROM (SELECT visit_id, max(leaf_index) AS leaf FROM record_search WHERE visit_id {links.Among("visits")} GROUP BY visit_id) v
            JOIN record_search s ON s.visit_id = v.visit_id AND s.leaf_index = v.leaf JOIN search_facets f ON f.id = s.facet_id
            """, transaction);
        command.Add("visits", links.ManyOf(visits));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) places[reader.GetGuid(0)] = reader.IsDBNull(1) ? null : reader.GetString(1);
        return places;
    }

    private static async Task AddAsync(DbConnection connection, DbTransaction transaction, int number, RecordFacets facets, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "INSERT INTO search_facets (id, key, code, outcome, state, actor_kind, role, area, reasons) VALUES (@id, @key, @code, @outcome, @state, @kind, @role, @area, @reasons)", transaction);
        command.Add("id", number).Add("key", facets.Key).Add("code", facets.Code).Add("outcome", facets.Outcome.ToString()).Add("state", facets.State)
            .Add("kind", facets.ActorKind.ToString()).Add("role", facets.Role).Add("area", facets.Area).Add("reasons", facets.Reasons);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
