using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Wire;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

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
internal sealed class ListRefusedStarts(TelehealthDb db, StaffNames names, ReadRecords reads, TimeProvider time)
{
    private const int DefaultDays = 90;
    private const int Batch = 200;
    private const int MostLooked = 4_000;

    public async Task<Answer<Page<RefusedStart>>> HandleAsync(Caller caller, RefusedStartsQuery query, CancellationToken cancellation)
    {
        var (from, to, after) = (InstantText.TryRead(query.From), InstantText.TryRead(query.To), ReadCursor(query.Cursor));
        var check = new Check()
            .That(query.From is null || from is not null, "from", "RFC 3339").That(query.To is null || to is not null, "to", "RFC 3339")
            .That(query.State is null or "OUTSIDE" or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'], "state", "a USPS code or OUTSIDE")
            .That(query.Verdict is null or nameof(Verdict.Hold) or nameof(Verdict.Deny), "verdict", "Hold or Deny").That(query.Reason is null or { Length: <= 60 }, "reason", "a reason code")
            .That(query.Cursor is null || after is not null, "cursor", "a cursor of this list").That(Cursor.IsLimit(query.Limit), "limit", "1 to 200");
        if (check.Problem is { } problem) return problem;

        var evaluations = Filtered(query, from ?? time.Now() - Duration.FromDays(DefaultDays), to);
        var (found, next) = await LookAsync(evaluations, query, after, query.Limit ?? Cursor.DefaultLimit, cancellation);
        var nameOf = await names.OfAsync(found.Select(f => f.Decision.ClinicianId?.Value), cancellation);
        await reads.NoteAsync(caller, "RefusedStartsRead", null, cancellation, found.Count);
        return new Page<RefusedStart>([.. found.Select(f => Of(f, nameOf))], next);
    }

    private IQueryable<RecordRow> Filtered(RefusedStartsQuery query, Instant from, Instant? to)
    {
        var rows = db.Records.AsNoTracking().Where(r => r.Code == Evaluations.Code && r.At >= from);
        if (to is { } until) rows = rows.Where(r => r.At < until);
        if (query.ClinicianId is not { } guid) return rows;
        var clinician = new StaffId(guid);
        return rows.Where(r => r.StaffId == clinician);
    }

    /// <summary>What a decision says stands in its bytes, so they are looked at in batches; a page ends where enough were found or looked at.</summary>
    private static async Task<(List<RecordedDecision> Found, string? Next)> LookAsync(
        IQueryable<RecordRow> evaluations, RefusedStartsQuery query, (Instant At, long Id)? after, int limit, CancellationToken cancellation)
    {
        var found = new List<RecordedDecision>();
        for (var looked = 0; looked < MostLooked; looked += Batch)
        {
            var (at, id) = after ?? (Instant.MaxValue, long.MaxValue);
            var rows = after is null ? evaluations : evaluations.Where(r => r.At < at || (r.At == at && r.Id < id));
            var batch = await rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(Batch).ToListAsync(cancellation);
            foreach (var row in batch)
            {
                after = (row.At, row.Id);
                if (Evaluations.Read(row) is { } read && IsAskedFor(read.Decision, query)) found.Add(read);
                if (found.Count == limit) return (found, WriteCursor(after.Value));
            }

            if (batch.Count < Batch) return (found, null);
        }

        return (found, WriteCursor(after!.Value));
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

    private static string WriteCursor((Instant At, long Id) last) => Cursor.Write(last.At.ToUnixTimeTicks(), last.Id);

    private static (Instant At, long Id)? ReadCursor(string? cursor) =>
        Cursor.Read(cursor, 2) is [var ticks, var text]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (Instant.FromUnixTimeTicks(at), id)
            : null;
}
