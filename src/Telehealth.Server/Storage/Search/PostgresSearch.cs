using Npgsql;

namespace Telehealth.Server.Storage.Search;

/// <summary>On PostgreSQL: walks along one index per statement, so that nothing is sorted but what several walks brought together.</summary>
internal sealed class PostgresSearch(SearchLinks links) : ISearchEngine
{
    // Along so many facets at once it is dearer to begin each walk than to look through the newest records of all first.
    private const int FewFacets = 64;
    private const int Budget = 20_000;

    public async Task<List<SearchPlace>> PageAsync(SearchPlan plan, SearchWindow window, SearchPlace before, int limit, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        if (plan is { Driver: null, Facets.Length: > FewFacets })
        {
            var found = await RunAsync(connection, LookThrough(plan), plan, window, before, limit, cancellation);
            if (found.Count >= limit) return found;
        }

        return await RunAsync(connection, Page(plan), plan, window, before, limit, cancellation);
    }

    public async Task<int> CountAsync(SearchPlan plan, SearchWindow window, int most, CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = Bind(connection, $"SELECT count(*) FROM (SELECT 1 FROM {Walk(plan, "1", $"{SearchText.Order} LIMIT @limit")} LIMIT @limit) AS counted", plan, window, SearchPlace.Newest, most);
        return (int)(long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static string Page(SearchPlan plan) => $"SELECT at, record_id FROM {Walk(plan, "at, record_id", $"{SearchText.Order} LIMIT @limit")} {SearchText.Order} LIMIT @limit";

    private static string LookThrough(SearchPlan plan) =>
        $"""
        SELECT at, record_id FROM (SELECT at, record_id, facet_id{Columns(plan)} FROM record_search WHERE at >= @from AND at < @to AND (at, record_id) < (@at, @id) {SearchText.Order} LIMIT {Budget}) AS newest
        WHERE {SearchText.Where(plan, SearchLinks.Among, Mask)} {SearchText.Order} LIMIT @limit
        """;

    private const string Mask = "get_bit(@mask, facet_id) = 1";

    private static string Columns(SearchPlan plan) => string.Concat(plan.Others.Select(o => o.Column).Distinct().Select(c => $", {c}"));

    private static string Walk(SearchPlan plan, string what, string end)
    {
        var mask = plan.Facets is null ? null : Mask;
        if (plan.Driver is { } driver)
        {
            var where = SearchText.Where(plan, SearchLinks.Among, mask);
            return driver.Ids.Length == 1
                ? $"(SELECT {what} FROM record_search WHERE {driver.Column} = @one AND {where} {end}) AS walk"
                : $"unnest(@many) AS m(id) CROSS JOIN LATERAL (SELECT {what} FROM record_search WHERE {driver.Column} = m.id AND {where} {end}) AS walk";
        }

        var rest = SearchText.Where(plan, SearchLinks.Among, null);
        return plan.Facets is null
            ? $"(SELECT {what} FROM record_search WHERE {rest} {end}) AS walk"
            : $"unnest(@facets) AS f(id) CROSS JOIN LATERAL (SELECT {what} FROM record_search WHERE facet_id = f.id AND {rest} {end}) AS walk";
    }

    private static async Task<List<SearchPlace>> RunAsync(
        NpgsqlConnection connection, string sql, SearchPlan plan, SearchWindow window, SearchPlace before, int limit, CancellationToken cancellation)
    {
        await using var command = Bind(connection, sql, plan, window, before, limit);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<SearchPlace>(limit);
        while (await reader.ReadAsync(cancellation)) found.Add(new(reader.GetInt64(0), reader.GetInt64(1)));
        return found;
    }

    private static NpgsqlCommand Bind(NpgsqlConnection connection, string sql, SearchPlan plan, SearchWindow window, SearchPlace before, int limit)
    {
        var command = new NpgsqlCommand(sql, connection);
        Set("from", window.From);
        Set("to", window.To);
        Set("at", before.At);
        Set("id", before.RecordId);
        Set("limit", (long)limit);
        if (sql.Contains("@mask", StringComparison.Ordinal)) Set("mask", MaskOf(plan.Facets!));
        if (sql.Contains("@facets", StringComparison.Ordinal)) Set("facets", plan.Facets!);
        if (sql.Contains("@one", StringComparison.Ordinal)) Set("one", plan.Driver!.Ids[0]);
        if (sql.Contains("@many", StringComparison.Ordinal)) Set("many", plan.Driver!.Ids);
        for (var i = 0; i < plan.Others.Count; i++) Set($"other{i}", plan.Others[i].Ids);
        return command;

        void Set<T>(string name, T value) => command.Parameters.Add(new NpgsqlParameter<T>(name, value));
    }

    // Numbers beyond the mask are of facets that were not known when the plan was made; the mask is wide enough that they are not looked up past its end.
    private static byte[] MaskOf(int[] facets)
    {
        var mask = new byte[(facets[^1] / 8) + 8192];
        foreach (var facet in facets) mask[facet / 8] |= (byte)(1 << (facet % 8));
        return mask;
    }
}
