using System.Diagnostics;
using Telehealth.Benchmarks.Report;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Benchmarks.Search;

/// <param name="Page">Milliseconds, median.</param>
/// <param name="Count">Milliseconds of the count up to 10,000, median; none where the first page was the last.</param>
internal sealed record SearchFigure(string Query, int Keys, int Found, double Page, double? Count);

/// <summary>Times one search as the server answers it: the plan over the facets, the walk, the count.</summary>
internal sealed class SearchMeter(ISearchEngine engine, IReadOnlyList<RecordFacets> book, LogQueryClock clock, int rounds)
{
    private const int PageSize = 50;
    private const int CountedTo = 10_001;

    public async Task<SearchFigure> TimeAsync(string text, SearchWindow window, CancellationToken cancel)
    {
        var (pages, counts, found) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; round <= rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var plan = SearchPlan.Of(LogQueryParser.Parse(text, clock).Query!, book);
            found = plan is null ? 0 : (await engine.PageAsync(plan, window, SearchPlace.Newest, PageSize + 1, cancel)).Count;
            var page = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            if (found > PageSize) await engine.CountAsync(plan!, window, CountedTo, cancel);
            // The first time is the caches' and the statement's own.
            if (round == 0) continue;
            pages.Add(page);
            if (found > PageSize) counts.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new(text, text.Count(c => c == ':'), found, Numbers.Median(pages), counts.Count == 0 ? null : Numbers.Median(counts));
    }
}
