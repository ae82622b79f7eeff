using NodaTime;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <param name="Places">Newest first.</param>
/// <param name="More">There is another page.</param>
/// <param name="Behind">The index is far behind, and not all that waits for it was looked at.</param>
internal sealed record FoundPage(IReadOnlyList<SearchPlace> Places, bool More, bool Behind);

/// <summary>Finds records: in the index, and among those that it does not hold yet.</summary>
internal sealed class LogSearch(FacetBook book, ISearchEngine engine, LogTail tail, TimeProvider time)
{
    private static readonly Duration Ahead = Duration.FromDays(1);

    public async Task<FoundPage> PageAsync(LogQuery query, SearchWindow window, SearchPlace before, int limit, CancellationToken cancellation)
    {
        // The tail first: what moves into the index meanwhile is then met twice, and not never.
        var waiting = await tail.ReadAsync(query, cancellation);
        var news = waiting.Records.Where(r => window.Holds(r.At) && r.Place.IsBefore(before) && query.Matches(r.Facts, Micros.At(r.At))).Select(r => r.Place);
        var plan = SearchPlan.Of(query, await book.ReadAsync(cancellation));
        var indexed = plan is null ? [] : await engine.PageAsync(plan, Closed(window), before, limit + 1, cancellation);
        List<SearchPlace> all = [.. news.Concat(indexed).Distinct().OrderByDescending(p => p.At).ThenByDescending(p => p.RecordId).Take(limit + 1)];
        return new([.. all.Take(limit)], all.Count > limit, waiting.Left);
    }

    /// <summary>How many there are, up to <paramref name="most"/>.</summary>
    public async Task<int> CountAsync(LogQuery query, SearchWindow window, int most, CancellationToken cancellation)
    {
        var waiting = await tail.ReadAsync(query, cancellation);
        var news = waiting.Records.Count(r => window.Holds(r.At) && query.Matches(r.Facts, Micros.At(r.At)));
        var plan = SearchPlan.Of(query, await book.ReadAsync(cancellation));
        return Math.Min(most, news + (plan is null || news >= most ? 0 : await engine.CountAsync(plan, Closed(window), most, cancellation)));
    }

    // Nothing is of the future, but clocks differ; with an end, the quarters that are made ahead need not be looked at.
    private SearchWindow Closed(SearchWindow window) => window with { To = Math.Min(window.To, Micros.Of(Instant.FromDateTimeOffset(time.GetUtcNow()) + Ahead)) };
}
