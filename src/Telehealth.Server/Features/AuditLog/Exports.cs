using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Exports;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Search;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>Why the log is exported; a code, which its record holds.</summary>
internal enum ExportPurpose { AuditReview, PatientRequest, LegalProcess, Oversight, Incident, Archive, Other }

/// <param name="Q">A search in the query language, with ids in place of names; its time counts as at a search.</param>
/// <param name="SearchId">A saved search instead of <paramref name="Q"/>.</param>
/// <param name="Whole">Every record of the time, so that nobody can say that some were left out; the search then names nothing but times, and without any it is the whole log.</param>
/// <param name="Formats">Views beside the records' own bytes: <c>Csv</c>, <c>Fhir</c>, <c>Html</c>.</param>
/// <param name="Details">With the records' personal parts, opened: names, addresses, free text.</param>
/// <param name="Note">For whom and why; kept sealed.</param>
/// <param name="Origin">Number of the tree; absent for the one that grows.</param>
internal sealed record ExportRequest(
    string? Q = null, Guid? SearchId = null, bool? Whole = null, string[]? Formats = null, bool? Details = null, string? Purpose = null, string? Note = null, long? Origin = null);

/// <param name="From">Absent without a bound.</param>
/// <param name="Done">Records of this step; <paramref name="Percent"/> is over all steps.</param>
/// <param name="Total">Records in it; absent while that is not known.</param>
/// <param name="Fault">Stable code of why it failed.</param>
/// <param name="TreeSize">Size of the signed head; absent while it waits for one.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="ReceiptId">The record of its finish, which names the hash of its manifest; with its proof anybody can show that nothing was taken out of the file.</param>
/// <param name="KeptUntil">When the file is removed.</param>
internal sealed record ExportView(
    Guid Id, string Query, Instant? From, Instant? To, bool Whole, IReadOnlyList<ExportFormat> Formats, bool Details, string Purpose, StaffId CreatedBy, string? CreatedByName, Instant CreatedAt,
    ExportState State, ExportStep Step, int Percent, long Done, long? Total, string? Fault, long? TreeSize, long? FirstLeaf, long? LastLeaf, long? Bytes, string? Sha256, long? ReceiptId, Instant? KeptUntil);

/// <summary>Exports of the log: asked for here, made in the background. Each act on one is a record.</summary>
internal sealed class Exports(
    TelehealthDb db, IClinicDesk desk, LogQueries queries, StaffNames names, LogBook book, ExportLimits limits, ExportFolder folder, IOptions<SearchOptions> search)
{
    private const int LongestNote = 500;

    public async Task<Answer<ExportView>> AskAsync(Caller caller, ExportRequest request, CancellationToken cancellation)
    {
        var saved = request.SearchId is { } id ? await db.SavedSearches.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellation) : null;
        var query = queries.Parse(saved?.Query ?? request.Q ?? "").Query is { HasNames: false } read ? read : null;
        var formats = request.Formats?.Select(f => Enum.TryParse<ExportFormat>(f, out var known) && Enum.IsDefined(known) ? known : (ExportFormat?)null).ToList();
        var origin = request.Origin is { } number ? await book.OriginAsync(number, cancellation) : await book.OriginAsync(cancellation);
        var problem = new Check()
            .That(query is not null, "q", "a search without errors, in which names are looked up already").That(request.SearchId is null || saved is not null, "searchId", "a saved search")
            .That(request.Whole is not true || query is null || query.Terms.All(t => t.Key is LogKey.Before or LogKey.After), "whole", "with nothing but times in the search")
            .That(formats is not null && formats.All(f => f is not null), "formats", "Csv, Fhir, Html, or none of them").That(Enum.TryParse<ExportPurpose>(request.Purpose, out var purpose) && Enum.IsDefined(purpose), "purpose", "why it is exported")
            .That(request.Note is not { Length: > LongestNote }, "note", $"at most {LongestNote} characters").That(origin is not null, "origin", "the number of a log").Problem;
        if (problem is not null) return problem;
        if (caller.Actor.Staff is not { } staff) return RefusalCode.NotAllowed;

        var ask = new Asked(staff, query!, request.Whole is true, saved, ExportFormats.Text(formats!.OfType<ExportFormat>()), request.Details is true, purpose, request.Note, origin!.Number);
        var answer = await desk.ExecuteAsync<Answer<LogExportRow>>(caller.Actor, async (work, token) =>
            await IsFullAsync(work, token) ? TooMany : Add(work, ask), cancellation);
        return answer.Value is { } row ? (await ViewAsync([row], cancellation))[0] : answer.Problem!;
    }

    public async Task<Answer<Page<ExportView>>> ListAsync(CancellationToken cancellation) => new Page<ExportView>(
        await ViewAsync(await db.LogExports.AsNoTracking().OrderByDescending(e => e.CreatedAt).Take(Cursor.MostLimit).ToListAsync(cancellation), cancellation));

    public async Task<Answer<ExportView>> GetAsync(Guid id, CancellationToken cancellation) =>
        await db.LogExports.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, cancellation) is { } row ? (await ViewAsync([row], cancellation))[0] : RefusalCode.NotFound;

    /// <summary>Stops it, or removes its file. Whoever asked for it may, and an Admin.</summary>
    public async Task<Answer<Done>> RemoveAsync(Caller caller, Guid id, CancellationToken cancellation)
    {
        var answer = await ChangeAsync(caller, id, (work, row, _) => Task.FromResult(Remove(work, row)), cancellation);
        if (answer.Problem is null) folder.Remove(id);
        return answer;
    }

    private static Answer<Done> Remove(ClinicWork work, LogExportRow row)
    {
        if (row.State is ExportState.Cancelled or ExportState.Removed) return RefusalCode.WrongPhase;
        work.Record(row.State is ExportState.Running ? ExportRecords.Cancelled(row) : ExportRecords.Removed(row));
        (row.State, row.FinishedAt) = (row.State is ExportState.Running ? ExportState.Cancelled : ExportState.Removed, work.Now);
        return Done.Yes;
    }

    /// <summary>Lets one that failed go on from where it was.</summary>
    public Task<Answer<Done>> ResumeAsync(Caller caller, Guid id, CancellationToken cancellation) => ChangeAsync(caller, id, async (work, row, token) =>
    {
        if (row.State is not ExportState.Failed) return RefusalCode.WrongPhase;
        if (await IsFullAsync(work, token)) return TooMany;
        (row.State, row.Fault, row.FinishedAt) = (ExportState.Running, null, null);
        work.Record(ExportRecords.Resumed(row));
        return Done.Yes;
    }, cancellation);

    private static Problem TooMany => Problem.Of(RefusalCode.RateLimited, "As many exports as may run at a time are running. Wait for one of them, or stop it.");

    private async Task<bool> IsFullAsync(ClinicWork work, CancellationToken cancellation) =>
        await work.Db.LogExports.CountAsync(e => e.State == ExportState.Running, cancellation) >= limits.AtOnce;

    private Task<Answer<Done>> ChangeAsync(Caller caller, Guid id, Func<ClinicWork, LogExportRow, CancellationToken, Task<Answer<Done>>> change, CancellationToken cancellation) =>
        desk.ExecuteAsync<Answer<Done>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.LogExports.FirstOrDefaultAsync(e => e.Id == id, token) is not { } row) return RefusalCode.NotFound;
            return row.CreatedBy != caller.Actor.Staff && !caller.Actor.Is(StaffRoles.Admin) ? RefusalCode.NotAllowed : await change(work, row, token);
        }, cancellation);

    private LogExportRow Add(ClinicWork work, Asked ask)
    {
        var window = LogWindow.Of(ask.Query, work.Now, Duration.FromDays(search.Value.DefaultDays));
        var (from, to) = ask.Saved is { } saved ? (saved.FromAt, saved.ToAt) : ask.Whole ? (ask.Query.After, ask.Query.Before) : ((Instant?)window.From, window.To);
        var filter = ask.Query with { Terms = [.. ask.Query.Terms.Where(t => t.Key is not (LogKey.Before or LogKey.After))] };
        var row = new LogExportRow
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), Query = filter.ToString(), FromAt = from == LogWindow.Beginning ? null : from, ToAt = to, Whole = ask.Whole, Formats = ask.Formats,
            Details = ask.Details, Purpose = ask.Purpose.ToString(), OriginNumber = ask.Origin, CreatedBy = ask.Staff, CreatedAt = work.Now, State = ExportState.Running, Step = ExportStep.Waiting,
        };
        work.Db.LogExports.Add(row);
        work.Record(ExportRecords.Requested(row, SearchNotes.SubjectOf(filter), ask.Note));
        return row;
    }

    private async Task<IReadOnlyList<ExportView>> ViewAsync(IReadOnlyList<LogExportRow> rows, CancellationToken cancellation)
    {
        var nameOf = await names.OfAsync(rows.Select(r => (Guid?)r.CreatedBy.Value), cancellation);
        var finished = rows.Where(r => r.FinishedSeq > 0).Select(r => r.FinishedSeq).ToList();
        var receipts = await db.Records.AsNoTracking().InStreams().Where(r => r.Stream == $"clinic:{ExportBook.Area}" && finished.Contains(r.Seq)).ToDictionaryAsync(r => r.Seq, r => r.Id, cancellation);
        return [.. rows.Select(r => ViewOf(r, nameOf(r.CreatedBy.Value), receipts.TryGetValue(r.FinishedSeq, out var id) ? id : null))];
    }

    private ExportView ViewOf(LogExportRow r, string? name, long? receipt)
    {
        var (begun, finished) = (r.Step is ExportStep.Writing or ExportStep.Packing, r.State is ExportState.Done);
        return new(
            r.Id, r.Query, r.FromAt, r.ToAt, r.Whole, ExportFormats.Of(r.Formats), r.Details, r.Purpose, r.CreatedBy, name, r.CreatedAt, r.State, r.Step, PercentOf(r), r.Done, begun ? r.Total : null, r.Fault,
            r.TreeSize > 0 ? r.TreeSize : null, begun && r.Total > 0 ? r.FirstLeaf : null, begun && r.Total > 0 ? r.LastLeaf : null, finished ? r.FileBytes : null, finished ? r.FileHash : null, receipt,
            finished || r.State is ExportState.Failed ? r.FinishedAt + limits.Kept : null);
    }

    // Writing is one part, each reading for packing another; finding is not told in parts, since nobody knows how much there is.
    private static int PercentOf(LogExportRow r)
    {
        if (r.State is ExportState.Done) return 100;
        var parts = Math.Max(1, r.Total * (1 + ExportFormats.PassesOf(r)));
        return r.Step switch
        {
            ExportStep.Writing => (int)Math.Min(99, 100 * r.Done / parts),
            ExportStep.Packing => (int)Math.Min(99, 100 * (r.Total + r.Done) / parts),
            _ => 0,
        };
    }

    private sealed record Asked(StaffId Staff, LogQuery Query, bool Whole, SavedSearchRow? Saved, string Formats, bool Details, ExportPurpose Purpose, string? Note, long Origin);
}
