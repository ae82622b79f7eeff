using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.LogSearch;
using Telehealth.Domain.Views;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Wire;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.Reports;

/// <param name="State">USPS code, or <c>OUTSIDE</c>, of where the patient was.</param>
/// <param name="Reason">A reason code.</param>
/// <param name="Verdict"><c>Hold</c> or <c>Deny</c>; both when absent.</param>
/// <param name="From">RFC 3339; 90 days ago when absent.</param>
internal sealed record RefusedStartsQuery(string? State, Guid? ClinicianId, string? Reason, string? Verdict, string? From, string? To, string? Cursor, int? Limit);

/// <param name="ClinicianId">Absent where the clinic as a whole was asked about.</param>
internal sealed record RefusedStart(
    long RecordId, VisitId VisitId, Instant At, DecisionPurpose Purpose, Verdict Verdict, StaffId? ClinicianId, string? ClinicianName, IReadOnlyList<string> Places, IReadOnlyList<ReasonView> Reasons);

/// <summary>Starts that the gate refused or held, out of the visits' own records, the newest first.</summary>
internal sealed class ListRefusedStarts(TelehealthDb db, LogSearch search, StaffNames names, ReadRecords reads, TimeProvider time)
{
    private const int DefaultDays = 90;
    private const int Batch = 200;
    private const int MostLooked = 4_000;

    public async Task<Answer<Page<RefusedStart>>> HandleAsync(Caller caller, RefusedStartsQuery query, CancellationToken cancellation)
    {
        var (from, to, after) = (InstantText.TryRead(query.From), InstantText.TryRead(query.To), PlaceCursor.Read(query.Cursor));
        var check = new Check()
            .That(query.From is null || from is not null, "from", "RFC 3339").That(query.To is null || to is not null, "to", "RFC 3339")
            .That(query.State is null or "OUTSIDE" or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'], "state", "a USPS code or OUTSIDE")
            .That(query.Verdict is null or nameof(Verdict.Hold) or nameof(Verdict.Deny), "verdict", "Hold or Deny").That(query.Reason is null or { Length: <= 60 }, "reason", "a reason code")
            .That(query.Cursor is null || after is not null, "cursor", "a cursor of this list").That(Cursor.IsLimit(query.Limit), "limit", "1 to 200");
        if (check.Problem is { } problem) return problem;

        var window = new SearchWindow(Micros.Of(from ?? time.Now() - Duration.FromDays(DefaultDays)), to is { } until ? Micros.Of(until) : long.MaxValue);
        var (found, next) = await LookAsync(Asked(query), window, query, after, query.Limit ?? Cursor.DefaultLimit, cancellation);
        var nameOf = await names.OfAsync(found.Select(f => f.Decision.ClinicianId?.Value), cancellation);
        await reads.NoteAsync(caller, "RefusedStartsRead", null, cancellation, found.Count);
        return new Page<RefusedStart>([.. found.Select(f => Of(f, nameOf))], next);
    }

    private static LogQuery Asked(RefusedStartsQuery query)
    {
        LogTerm Term(LogKey key, params ReadOnlySpan<LogValue> values) => new(key, false, [.. values], 0, 0);
        List<LogTerm> terms = [Term(LogKey.Code, new LogValue(Evaluations.Code)), Term(LogKey.Outcome, new LogValue("held"), new LogValue("denied"))];
        if (query.ClinicianId is { } clinician) terms.Add(Term(LogKey.Staff, new LogValue(clinician.ToString("D"), clinician)));
        return new LogQuery([.. terms]);
    }

    /// <summary>What else a decision says stands in its bytes, so they are looked at in batches; a page ends where enough were found or looked at.</summary>
    private async Task<(List<RecordedDecision> Found, string? Next)> LookAsync(
        LogQuery asked, SearchWindow window, RefusedStartsQuery query, SearchPlace? after, int limit, CancellationToken cancellation)
    {
        var (found, place) = (new List<RecordedDecision>(), after ?? SearchPlace.Newest);
        for (var looked = 0; looked < MostLooked; looked += Batch)
        {
            var page = await search.PageAsync(asked, window, place, Batch, cancellation);
            var ids = page.Places.Select(p => p.RecordId).ToList();
            var rows = await db.Records.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
            foreach (var at in page.Places)
            {
                place = at;
                if (rows.TryGetValue(at.RecordId, out var row) && Evaluations.Read(row) is { } read && IsAskedFor(read.Decision, query)) found.Add(read);
                if (found.Count == limit) return (found, PlaceCursor.Write(place));
            }

            if (!page.More) return (found, null);
        }

        return (found, PlaceCursor.Write(place));
    }

    private static bool IsAskedFor(LicensureDecision decision, RefusedStartsQuery query) =>
        decision.Verdict is not Verdict.Allow && Evaluations.IsStart(decision.Purpose)
        && (query.Verdict is null || decision.Verdict.ToString() == query.Verdict)
        && (query.State is null || decision.Candidates.Contains(query.State))
        && (query.Reason is null || decision.Reasons.Any(r => r.Code.ToWire() == query.Reason));

    private static RefusedStart Of(RecordedDecision found, Func<Guid, string?> nameOf)
    {
        var (row, decision) = found;
        return new(
            row.Id, row.VisitId!.Value, row.At, decision.Purpose, decision.Verdict, decision.ClinicianId, decision.ClinicianId is { } id ? nameOf(id.Value) : null,
            decision.Candidates, [.. decision.Reasons.Where(r => r.Severity is ReasonSeverity.Hold or ReasonSeverity.Deny).Select(ReasonView.Of)]);
    }
}
