namespace Telehealth.Server.Storage.Search;

/// <summary>Walks the index newest first, in the way of one kind of database.</summary>
internal interface ISearchEngine
{
    Task<List<SearchPlace>> PageAsync(SearchPlan plan, SearchWindow window, SearchPlace before, int limit, CancellationToken cancellation);

    /// <summary>How many there are, up to <paramref name="most"/>.</summary>
    Task<int> CountAsync(SearchPlan plan, SearchWindow window, int most, CancellationToken cancellation);
}
