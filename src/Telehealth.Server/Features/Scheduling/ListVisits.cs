using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Wire;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Scheduling;

/// <summary>Filters as they come in the query; instants RFC 3339.</summary>
internal sealed record ListVisitsQuery(string? From, string? To, Guid? ClinicianId, string? Phase, string? State, string? Cursor, int? Limit);

/// <summary>Visits by start. Clinicians see their own and those that nobody has yet; FrontDesk and Admin see all.</summary>
internal sealed class ListVisits(TelehealthDb db, VisitSummaries summaries, ReadRecords reads)
{
    public async Task<Answer<Page<VisitSummary>>> HandleAsync(Caller caller, ListVisitsQuery query, CancellationToken cancellation)
    {
        var (from, to) = (InstantText.TryRead(query.From), InstantText.TryRead(query.To));
        VisitPhase? phase = Enum.TryParse<VisitPhase>(query.Phase, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        var after = ReadCursor(query.Cursor);
        var check = new Check()
            .That(query.From is null || from is not null, "from", "RFC 3339").That(query.To is null || to is not null, "to", "RFC 3339")
            .That(query.Phase is null || phase is not null, "phase", "a phase of a visit").That(query.Cursor is null || after is not null, "cursor", "a cursor of this list")
            .That(query.State is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'], "state", "a USPS code").That(Cursor.IsLimit(query.Limit), "limit", "1 to 200");
        if (check.Problem is { } problem) return problem;

        var visits = Visible(db.Visits.AsNoTracking(), caller);
        if (from is { } f) visits = visits.Where(v => v.StartsAt >= f);
        if (to is { } t) visits = visits.Where(v => v.StartsAt < t);
        if (phase is { } p) visits = visits.Where(v => v.Phase == p);
        if (query.State is { } state) visits = visits.Where(v => v.State == state);
        if (query.ClinicianId is { } guid)
        {
            var clinician = new StaffId(guid);
            visits = visits.Where(v => v.ClinicianId == clinician);
        }

        var page = await PageAsync(visits, after, query.Limit ?? Cursor.DefaultLimit, cancellation);
        await reads.NoteAsync(caller, "VisitsListed", null, cancellation, page.Items.Count);
        return page;
    }

    private async Task<Page<VisitSummary>> PageAsync(IQueryable<VisitRow> visits, (Instant StartsAt, int Shown)? after, int limit, CancellationToken cancellation)
    {
        if (after is { } at) visits = visits.Where(v => v.StartsAt >= at.StartsAt);
        var rows = await VisitSummaries.Select(visits.OrderBy(v => v.StartsAt).ThenBy(v => v.Id).Skip(after?.Shown ?? 0).Take(limit + 1)).ToListAsync(cancellation);
        var views = await summaries.OfAsync([.. rows.Take(limit)], cancellation);
        return new Page<VisitSummary>(views, rows.Count > limit ? WriteCursor(rows, limit, after) : null);
    }

    private static IQueryable<VisitRow> Visible(IQueryable<VisitRow> visits, Caller caller)
    {
        if (caller.Actor.Is(StaffRoles.FrontDesk | StaffRoles.Admin)) return visits;
        var own = caller.Actor.Staff;
        return visits.Where(v => v.ClinicianId == own || (v.ClinicianId == null && v.Phase != VisitPhase.Closed));
    }

    // The key is the start and how many that start then have been shown: ids do not compare alike on both engines.
    private static string WriteCursor(List<VisitLine> rows, int limit, (Instant StartsAt, int Shown)? after)
    {
        var last = rows[limit - 1].StartsAt;
        var shown = rows.Take(limit).Count(r => r.StartsAt == last) + (after?.StartsAt == last ? after.Value.Shown : 0);
        return Cursor.Write(last.ToUnixTimeTicks(), shown);
    }

    private static (Instant StartsAt, int Shown)? ReadCursor(string? cursor) =>
        Cursor.Read(cursor, 2) is [var ticks, var shown]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && int.TryParse(shown, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (Instant.FromUnixTimeTicks(at), count)
            : null;
}
