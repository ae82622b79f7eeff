using NodaTime;
using Npgsql;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <summary>What a stretch of time holds.</summary>
/// <param name="Places">Newest first.</param>
/// <param name="More">There are more in this stretch.</param>
/// <param name="Next">Everything that is left is older than this.</param>
/// <param name="Last">Nothing is left.</param>
internal sealed record LogStretch(IReadOnlyList<SearchPlace> Places, bool More, SearchPlace Next, bool Last);

/// <summary>A search over all the years, for who has time: a stretch after the other, each as long as the database answers in its time limit.</summary>
internal sealed class LogStretches(LogSearch search)
{
    private static readonly Duration Longest = Duration.FromDays(30);
    private static readonly Duration Shortest = Duration.FromMinutes(30);

    /// <param name="place">Where the stretch before ended; at first the end of the time.</param>
    public async Task<LogStretch> NextAsync(LogQuery query, Instant from, Instant to, SearchPlace place, int limit, CancellationToken cancellation)
    {
        for (var stretch = Longest; ; stretch /= 4)
        {
            var lower = Instant.Max(from, Micros.At(place.At) - stretch);
            try
            {
                var page = await search.PageAsync(query, new SearchWindow(Micros.Of(lower), Micros.Of(to)), place, limit, cancellation);
                // After a full page it goes on behind the last record; else the whole stretch was looked through.
                var next = page.More && page.Places.Count > 0 ? page.Places[^1] : new SearchPlace(Micros.Of(lower), 0);
                return new(page.Places, page.More, next, !page.More && lower <= from);
            }
            catch (PostgresException slow) when (slow.SqlState == PostgresErrorCodes.QueryCanceled && stretch > Shortest)
            {
                // A shorter one then.
            }
        }
    }
}
