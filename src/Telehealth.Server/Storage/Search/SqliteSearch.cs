using System.Data.Common;

namespace Telehealth.Server.Storage.Search;

/// <summary>On SQLite, which is in our own process: one short walk per id or facet, brought together here.</summary>
internal sealed class SqliteSearch(DatabaseLinks links) : ISearchEngine
{
    private const int FewFacets = 64;

    public async Task<List<SearchPlace>> PageAsync(SearchPlan plan, SearchWindow window, SearchPlace before, int limit, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        var found = new List<SearchPlace>();
        foreach (var walk in Walks(plan))
        {
            await using var command = Bind(connection, $"SELECT at, record_id FROM record_search WHERE {Where(plan, walk)} {SearchText.Order} LIMIT @limit", plan, walk, window, before, limit);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) found.Add(new(reader.GetInt64(0), reader.GetInt64(1)));
        }

        return [.. found.OrderByDescending(f => f.At).ThenByDescending(f => f.RecordId).Take(limit)];
    }

    public async Task<int> CountAsync(SearchPlan plan, SearchWindow window, int most, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        var count = 0L;
        foreach (var walk in Walks(plan))
        {
            await using var command = Bind(
                connection, $"SELECT count(*) FROM (SELECT 1 FROM record_search WHERE {Where(plan, walk)} LIMIT @limit)", plan, walk, window, SearchPlace.Newest, most);
            count += (long)(await command.ExecuteScalarAsync(cancellation))!;
            if (count >= most) return most;
        }

        return (int)count;
    }

    private static IEnumerable<(string Column, object Value)?> Walks(SearchPlan plan) =>
        plan.Driver is { } driver ? driver.Ids.Select(id => ((string, object)?)(driver.Column, id))
        : plan.Facets is { Length: <= FewFacets } few ? few.Select(f => ((string, object)?)("facet_id", f))
        : [null];

    private string Where(SearchPlan plan, (string Column, object Value)? walk)
    {
        var looksAtFacets = plan.Facets is not null && walk is not { Column: "facet_id" };
        var where = SearchText.Where(plan, links.Among, looksAtFacets ? "facet_id IN (SELECT value FROM json_each(@facets))" : null);
        return walk is { } along ? $"{along.Column} = @along AND {where}" : where;
    }

    private DbCommand Bind(DbConnection connection, string sql, SearchPlan plan, (string Column, object Value)? walk, SearchWindow window, SearchPlace before, int limit)
    {
        var command = connection.Command(sql);
        command.Add("from", window.From).Add("to", window.To).Add("at", before.At).Add("id", before.RecordId).Add("limit", limit);
        if (walk is { } along) command.Add("along", along.Value);
        if (sql.Contains("@facets", StringComparison.Ordinal)) command.Add("facets", $"[{string.Join(',', plan.Facets!)}]");
        for (var i = 0; i < plan.Others.Count; i++) command.Add($"other{i}", links.ManyOf(plan.Others[i].Ids));
        return command;
    }
}
