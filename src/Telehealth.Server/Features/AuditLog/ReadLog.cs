using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Wire;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Q">A search in the query language, with ids in place of names; the other members are the same in parts, and all must hold.</param>
internal sealed record RecordsQuery(
    string? Q, Guid? VisitId, Guid? PatientId, Guid? ActorId, string? Code, string? From, string? To, string? Outcome, string? Cursor, int? Limit);

/// <param name="More">There are more than this.</param>
internal sealed record RecordCount(int Number, bool More);

/// <param name="Query">The search in one spelling.</param>
/// <param name="From">The beginning of the time that was looked at.</param>
/// <param name="To">Its end; absent for now.</param>
/// <param name="Count">On the first page: exact up to 10,000; where counting took too long, what is shown and that there is more.</param>
/// <param name="Behind">The index is far behind the log, and not all of the newest records were looked at.</param>
/// <param name="PrunedUntil">Where the time that was looked at reaches back to records that retention has removed: the latest time of one.</param>
internal sealed record RecordsPage(
    IReadOnlyList<RecordItem> Items, string? NextCursor, string Query, Instant From, Instant? To, RecordCount? Count, bool Behind, Instant? PrunedUntil = null);

/// <summary>The log, newest first. Reading it is recorded before it is answered.</summary>
internal sealed class ReadLog(LogBook book, LogQueries queries, LogSearch search, SearchCursors cursors, RecordPages pages, SearchNotes notes, IOptions<SearchOptions> options, TimeProvider time)
{
    private const int CountedTo = 10_000;
    private static readonly TimeSpan CountPatience = TimeSpan.FromMilliseconds(400);

    public async Task<Answer<RecordsPage>> HandleAsync(Caller caller, RecordsQuery request, CancellationToken cancellation)
    {
        var (cursor, text) = (cursors.Read(request.Cursor), TextOf(request));
        var check = new Check()
            .That(request.From is null || InstantText.TryRead(request.From) is not null, "from", "RFC 3339").That(request.To is null || InstantText.TryRead(request.To) is not null, "to", "RFC 3339")
            .That(request.Cursor is null || cursor is not null, "cursor", "a cursor of this list").That(Cursor.IsLimit(request.Limit), "limit", "1 to 200")
            .That(request.Code is null || request.Code.All(c => char.IsAsciiLetterOrDigit(c) || c is '*' or '.'), "code", "a record's code").That(request.Outcome is null || request.Outcome.All(char.IsAsciiLetter), "outcome", "an outcome");
        if (check.Problem is { } problem) return problem;
        if (queries.Parse(text) is not { Query: { HasNames: false } query }) return Problems.Invalid(("q", "a search without errors, in which names are looked up already"));
        if (cursor is not null && cursor.Query != query.ToString()) return Problems.Invalid(("cursor", "a cursor of this search"));

        var window = LogWindow.Of(query, time.Now(), Duration.FromDays(options.Value.DefaultDays));
        var micros = cursor?.Window ?? new SearchWindow(Micros.Of(window.From), window.To is { } to ? Micros.Of(to) : long.MaxValue);
        try
        {
            return await AnswerAsync(caller, query, micros, cursor?.Place, request.Limit ?? Cursor.DefaultLimit, cancellation);
        }
        catch (Exception slow) when (SearchFaults.IsTooSlow(slow))
        {
            return SearchFaults.TooSlow;
        }
    }

    private async Task<Answer<RecordsPage>> AnswerAsync(Caller caller, LogQuery query, SearchWindow window, SearchPlace? place, int limit, CancellationToken cancellation)
    {
        var found = await search.PageAsync(query, window, place ?? SearchPlace.Newest, limit, cancellation);
        RecordCount? count = null;
        if (place is null)
        {
            count = found.More ? await CountAsync(query, window, found.Places.Count, cancellation) : new(found.Places.Count, false);
        }

        await notes.NoteAsync(caller, "LogRead", query, window, found.Places.Count, cancellation);
        var items = await pages.OfAsync([.. found.Places.Select(p => p.RecordId)], queries.Zone, cancellation);
        var next = found.More ? cursors.Write(new(query.ToString(), window, found.Places[^1])) : null;
        return new RecordsPage(items, next, query.ToString(), Micros.At(window.From), window.To == long.MaxValue ? null : Micros.At(window.To), count, found.Behind, await PrunedAsync(window, cancellation));
    }

    private async Task<Instant?> PrunedAsync(SearchWindow window, CancellationToken cancellation) =>
        await book.PruningAsync(cancellation) is { } pruned && Micros.Of(pruned.LastAt) >= window.From ? pruned.LastAt : null;

    // How many there are is nice to know, and nobody waits for it: what takes longer is told as "more than the page".
    private async Task<RecordCount> CountAsync(LogQuery query, SearchWindow window, int shown, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(CountPatience);
        try
        {
            var number = await search.CountAsync(query, window, CountedTo + 1, limit.Token);
            return new(Math.Min(number, CountedTo), number > CountedTo);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(shown, true);
        }
    }

    private static string TextOf(RecordsQuery r)
    {
        string?[] parts =
        [
            r.Q, r.VisitId is { } visit ? $"visit:{visit:D}" : null, r.PatientId is { } patient ? $"patient:{patient:D}" : null, r.ActorId is { } actor ? $"actor:{actor:D}" : null,
            r.Code is { } code ? $"code:{code}" : null, r.Outcome is { } outcome ? $"outcome:{outcome}" : null,
            InstantText.TryRead(r.From) is { } from ? $"after:{InstantPattern.ExtendedIso.Format(from)}" : null,
            InstantText.TryRead(r.To) is { } to ? $"before:{InstantPattern.ExtendedIso.Format(to)}" : null,
        ];
        return string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p)));
    }
}
