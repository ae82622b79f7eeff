namespace Telehealth.Server.Storage.Search;

/// <summary>The statements of both engines. Each has few shapes, so that each is prepared once and its plan never depends on its values.</summary>
internal static class SearchText
{
    public const string Order = "ORDER BY at DESC, record_id DESC";

    /// <summary>A window, the place of the page before, and what is looked at row by row.</summary>
    public static string Where(SearchPlan plan, Func<string, string> among, string? facetRule)
    {
        List<string> rules = ["at >= @from AND at < @to AND (at, record_id) < (@at, @id)"];
        if (facetRule is not null) rules.Add(facetRule);
        for (var i = 0; i < plan.Others.Count; i++)
        {
            var (column, same) = (plan.Others[i].Column, $"{plan.Others[i].Column} {among($"other{i}")}");
            rules.Add(plan.Others[i].Not ? $"({column} IS NULL OR NOT {same})" : same);
        }

        return string.Join(" AND ", rules);
    }
}
