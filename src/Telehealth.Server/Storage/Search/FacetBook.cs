using System.Data.Common;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <summary>All facets that were ever indexed, by their number; grows and never changes, so that a node keeps what it has read.</summary>
internal sealed class FacetBook(DatabaseLinks links)
{
    private readonly Lock _lock = new();
    private RecordFacets[] _known = [];

    /// <summary>Place in the list + 1 is the facets' number.</summary>
    public async Task<IReadOnlyList<RecordFacets>> ReadAsync(CancellationToken cancellation)
    {
        var known = _known;
        await using var connection = await links.OpenAsync(cancellation);
        var more = await MoreAsync(connection, null, known.Length, cancellation);
        if (more.Count == 0) return known;
        lock (_lock)
        {
            if (_known.Length == known.Length) _known = [.. known, .. more];
        }

        return [.. known, .. more];
    }

    internal static async Task<List<RecordFacets>> MoreAsync(DbConnection connection, DbTransaction? transaction, int after, CancellationToken cancellation)
    {
        await using var command = connection.Command("SELECT code, outcome, state, actor_kind, role, area, reasons FROM search_facets WHERE id > @after ORDER BY id", transaction);
        command.Add("after", after);
        await using var r = await command.ExecuteReaderAsync(cancellation);
        var found = new List<RecordFacets>();
        while (await r.ReadAsync(cancellation)) found.Add(Facets(r));
        return found;
    }

    private static RecordFacets Facets(DbDataReader r) => new(
        r.GetString(0), Enum.Parse<RecordOutcome>(r.GetString(1)), r.IsDBNull(2) ? null : r.GetString(2), Enum.Parse<ActorKind>(r.GetString(3)),
        r.IsDBNull(4) ? null : r.GetString(4), r.GetString(5), r.GetString(6));
}
