using System.Globalization;
using NodaTime;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

internal sealed record FollowRequest(string Q);

/// <param name="Items">Oldest first.</param>
/// <param name="Cursor">For the next call.</param>
/// <param name="Until">After this a new follow has to be begun, and is recorded.</param>
internal sealed record FollowAnswer(IReadOnlyList<RecordItem> Items, string Cursor, Instant Until);

/// <summary>New records as they are sealed. Beginning to follow is recorded with its search and holds for some minutes; each look is not, or looking would feed itself.</summary>
internal sealed class FollowLog(LogQueries queries, LeafReader leaves, SearchCursors cursors, RecordPages pages, SearchNotes notes, TimeProvider time)
{
    private const int AtOnce = 500;
    private static readonly Duration Lasts = Duration.FromMinutes(10);

    public async Task<Answer<FollowAnswer>> BeginAsync(Caller caller, FollowRequest request, CancellationToken cancellation)
    {
        if (request.Q is null || queries.Parse(request.Q) is not { Query: { HasNames: false } query }) return Problems.Invalid(("q", "a search without errors, in which names are looked up already"));
        var (now, next) = (time.Now(), await leaves.NextAsync(cancellation));
        await notes.NoteAsync(caller, "LogFollowed", query, new SearchWindow(Micros.Of(now), Micros.Of(now + Lasts)), 0, cancellation);
        return new FollowAnswer([], Write(caller, query, now + Lasts, next), now + Lasts);
    }

    public async Task<Answer<FollowAnswer>> NextAsync(Caller caller, string? cursor, CancellationToken cancellation)
    {
        if (cursors.Read(cursor) is not { } at || !at.Query.StartsWith(Owner(caller), StringComparison.Ordinal)) return Problems.Invalid(("cursor", "a cursor of following, of the same person"));
        var until = Micros.At(at.Window.To);
        if (time.Now() >= until) return Problems.Invalid(("cursor", "a cursor that has not run out; begin again"));
        var query = queries.Parse(at.Query[Owner(caller).Length..]).Query ?? LogQuery.Everything;
        var records = await leaves.ReadAsync(at.Place.RecordId, AtOnce, cancellation);
        var matching = await leaves.MatchingAsync(query, records, cancellation);
        var next = records.Count > 0 ? records[^1].Leaf + 1 : at.Place.RecordId;
        return new FollowAnswer(await pages.OfAsync([.. matching], queries.Zone, cancellation), Write(caller, query, until, next), until);
    }

    private string Write(Caller caller, LogQuery query, Instant until, long next) =>
        cursors.Write(new($"{Owner(caller)}{query}", new SearchWindow(0, Micros.Of(until)), new SearchPlace(0, next)));

    private static string Owner(Caller caller) => string.Create(CultureInfo.InvariantCulture, $"follow {caller.Actor.Staff} ");
}
