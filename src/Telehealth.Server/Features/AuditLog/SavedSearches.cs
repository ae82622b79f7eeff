using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

internal sealed record SaveSearchRequest(string Q);

/// <param name="Percent">How much of the time has been looked through.</param>
/// <param name="KeptUntil">When what was found is forgotten; absent while it runs.</param>
internal sealed record SavedSearchView(
    Guid Id, string Query, Instant From, Instant To, StaffId CreatedBy, string? CreatedByName, Instant CreatedAt, SavedSearchState State, int Percent, long Found, Instant? KeptUntil);

/// <summary>Searches that run by themselves: over all the years, over more than a page can wait for.</summary>
internal sealed class SavedSearches(
    TelehealthDb db, IClinicDesk desk, LogQueries queries, StaffNames names, RecordPages pages, SearchCursors cursors, SearchNotes notes, SavedSearchLimits limits, TimeProvider time)
{
    private const string Area = "searches";
    private const int MostRunning = 10;

    public async Task<Answer<SavedSearchView>> SaveAsync(Caller caller, SaveSearchRequest request, CancellationToken cancellation)
    {
        if (request.Q is null || queries.Parse(request.Q) is not { Query: { HasNames: false } query }) return Problems.Invalid(("q", "a search without errors, in which names are looked up already"));
        if (caller.Actor.Staff is not { } staff) return RefusalCode.NotAllowed;
        if (await db.SavedSearches.CountAsync(s => s.State == SavedSearchState.Running && s.CreatedBy == staff, cancellation) >= MostRunning) return RefusalCode.RateLimited;
        var row = await desk.ExecuteAsync(caller.Actor, (work, _) => Task.FromResult(Add(work, query, staff)), cancellation);
        return await ViewAsync([row], cancellation) is [var view] ? view : RefusalCode.NotFound;
    }

    public async Task<Answer<Page<SavedSearchView>>> ListAsync(CancellationToken cancellation)
    {
        var rows = await db.SavedSearches.AsNoTracking().OrderByDescending(s => s.CreatedAt).Take(Cursor.MostLimit).ToListAsync(cancellation);
        return new Page<SavedSearchView>(await ViewAsync(rows, cancellation));
    }

    public async Task<Answer<Page<RecordItem>>> RecordsAsync(Caller caller, Guid id, string? cursor, int? limit, CancellationToken cancellation)
    {
        var at = cursors.Read(cursor);
        if (!Cursor.IsLimit(limit) || (cursor is not null && at?.Query != id.ToString("D"))) return Problems.Invalid(("cursor", "a cursor of this list"), ("limit", "1 to 200"));
        if (await db.SavedSearches.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellation) is not { } row) return RefusalCode.NotFound;
        var (before, record) = at is { } place ? (Micros.At(place.Place.At), place.Place.RecordId) : (Instant.MaxValue, long.MaxValue);
        var hits = db.SavedHits.AsNoTracking().Where(h => h.SearchId == id);
        if (at is not null) hits = hits.Where(h => h.At < before || (h.At == before && h.RecordId < record));
        var size = limit ?? Cursor.DefaultLimit;
        var found = await hits.OrderByDescending(h => h.At).ThenByDescending(h => h.RecordId).Take(size + 1).ToListAsync(cancellation);
        var window = new SearchWindow(Micros.Of(row.FromAt), Micros.Of(row.ToAt));
        await notes.NoteAsync(caller, "LogRead", queries.Parse(row.Query).Query ?? LogQuery.Everything, window, Math.Min(size, found.Count), cancellation);
        var items = await pages.OfAsync([.. found.Take(size).Select(h => h.RecordId)], queries.Zone, cancellation);
        return new Page<RecordItem>(items, found.Count > size ? cursors.Write(new(id.ToString("D"), window, new(Micros.Of(found[size - 1].At), found[size - 1].RecordId))) : null);
    }

    /// <summary>What was found so far stays. Whoever began it may stop it, and an Admin.</summary>
    public Task<Answer<Done>> CancelAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        desk.ExecuteAsync<Answer<Done>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.SavedSearches.FirstOrDefaultAsync(s => s.Id == id, token) is not { } row) return RefusalCode.NotFound;
            if (row.CreatedBy != caller.Actor.Staff && !caller.Actor.Is(StaffRoles.Admin)) return RefusalCode.NotAllowed;
            if (row.State is not SavedSearchState.Running) return RefusalCode.WrongPhase;
            (row.State, row.FinishedAt) = (SavedSearchState.Cancelled, work.Now);
            work.Record(new ClinicRecord("LogSearchCancelled", Area, new Dictionary<string, string>(), new Dictionary<string, object?> { ["search"] = id.ToString("D") }));
            return Done.Yes;
        }, cancellation);

    private static SavedSearchRow Add(ClinicWork work, LogQuery query, StaffId staff)
    {
        var to = query.Before is { } before && before < work.Now ? before : work.Now;
        var row = new SavedSearchRow
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), Query = query.ToString(), FromAt = query.After ?? LogWindow.Beginning, ToAt = to, CreatedBy = staff, CreatedAt = work.Now,
            State = SavedSearchState.Running, PlaceAt = to, PlaceRecord = 0,
        };
        work.Db.SavedSearches.Add(row);
        work.Record(SearchNotes.RecordOf("LogSearchSaved", Area, query, new SearchWindow(Micros.Of(row.FromAt), Micros.Of(to)), 0, row.Id));
        return row;
    }

    private async Task<IReadOnlyList<SavedSearchView>> ViewAsync(IReadOnlyList<SavedSearchRow> rows, CancellationToken cancellation)
    {
        var nameOf = await names.OfAsync(rows.Select(r => (Guid?)r.CreatedBy.Value), cancellation);
        var first = await limits.FirstAsync(cancellation) ?? time.Now();
        return [.. rows.Select(r => new SavedSearchView(
            r.Id, r.Query, r.FromAt, r.ToAt, r.CreatedBy, nameOf(r.CreatedBy.Value), r.CreatedAt, r.State, PercentOf(r, first), r.Found, r.FinishedAt + limits.Kept))];
    }

    private static int PercentOf(SavedSearchRow row, Instant first)
    {
        if (row.State is SavedSearchState.Done) return 100;
        var from = Instant.Max(row.FromAt, first);
        return row.ToAt <= from ? 100 : (int)Math.Clamp(100 * (row.ToAt - row.PlaceAt).TotalSeconds / (row.ToAt - from).TotalSeconds, 0, 99);
    }
}
