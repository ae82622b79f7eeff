using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="State"><c>open</c> (when absent) or <c>signed</c>.</param>
/// <param name="Kind">A <see cref="ReviewKind"/>; all when absent.</param>
internal sealed record ReviewsQuery(string? State, string? Kind, string? Cursor, int? Limit);

/// <param name="Record">The record that has to be looked at.</param>
/// <param name="Visit">The visit that it is about.</param>
/// <param name="Note">What who signed it found; absent without one, or when it was erased with its patient.</param>
internal sealed record ReviewItem(RecordItem Record, ReviewKind Kind, VisitSummary? Visit, StaffId? SignedBy, string? SignedByName, Instant? SignedAt, string? Note);

/// <param name="Open">How many wait for a signature.</param>
internal sealed record OpenReviews(int Open);

/// <summary>What somebody other than who did it has to look at (164.308(a)(1)(ii)(D)): the standing queue, newest first.</summary>
internal sealed class Reviews(TelehealthDb db, StaffNames names, ReviewParts parts, ReadRecords reads, IOptions<ClinicOptions> clinic)
{
    public async Task<Answer<Page<ReviewItem>>> ListAsync(Caller caller, ReviewsQuery query, CancellationToken cancellation)
    {
        var (state, kind) = (query.State, Enum.TryParse<ReviewKind>(query.Kind, out var known) && Enum.IsDefined(known) ? known : (ReviewKind?)null);
        var after = Cursor.Read(query.Cursor, 1) is [var text] && long.TryParse(text, out var id) ? id : (long?)null;
        var check = new Check().That(state is null or "open" or "signed", "state", "open or signed").That(query.Kind is null || kind is not null, "kind", "a kind of review")
            .That(Cursor.IsLimit(query.Limit), "limit", "1 to 200").That(query.Cursor is null || after is not null, "cursor", "a cursor of this list");
        if (check.Problem is { } problem) return problem;

        var most = query.Limit ?? Cursor.DefaultLimit;
        var queue = db.Reviews.AsNoTracking().Where(r => state == "signed" ? r.SignedAt != null : r.SignedAt == null);
        if (after is { } last) queue = queue.Where(r => r.RecordId < last);
        var records = db.Records.AsNoTracking();
        if (kind is { } only)
        {
            var code = ReviewKinds.CodeOf(only);
            records = records.Where(r => r.Code == code);
        }

        var found = await queue.Join(records, r => r.RecordId, r => r.Id, (review, record) => new { review, record }).OrderByDescending(r => r.review.RecordId).Take(most + 1).ToListAsync(cancellation);
        List<QueuedReview> rows = [.. found.Select(f => new QueuedReview(f.review, f.record))];
        await reads.NoteAsync(caller, "ReviewsRead", null, cancellation, Math.Min(rows.Count, most));
        return Cursor.PageOf(await ViewsAsync(rows, cancellation), most, v => v, v => Cursor.Write(v.Record.Id));
    }

    /// <summary>How many are open; says nothing about anybody, so it is not recorded.</summary>
    public async Task<Answer<OpenReviews>> CountAsync(CancellationToken cancellation) => new OpenReviews(await db.Reviews.CountAsync(r => r.SignedAt == null, cancellation));

    private async Task<IReadOnlyList<ReviewItem>> ViewsAsync(IReadOnlyList<QueuedReview> rows, CancellationToken cancellation)
    {
        var nameOf = await names.OfAsync(rows.SelectMany(r => new[] { r.Record.ActorId, r.Review.SignedBy?.Value }), cancellation);
        var visits = await parts.VisitsAsync(rows.Select(r => r.Record.VisitId), cancellation);
        var notes = await parts.NotesAsync(rows.Select(r => r.Review.SignedSeq), cancellation);
        var zone = DateTimeZoneProviders.Tzdb[clinic.Value.TimeZone];
        return [.. rows.Select(r =>
        {
            var item = RecordItem.Of(r.Record, nameOf);
            return new ReviewItem(
                item.Say(zone), ReviewKinds.Of(r.Record.Code), r.Record.VisitId is { } visit ? visits.GetValueOrDefault(visit) : null,
                r.Review.SignedBy, r.Review.SignedBy is { } by ? nameOf(by.Value) : null, r.Review.SignedAt, r.Review.SignedSeq is { } seq ? notes.GetValueOrDefault(seq) : null);
        })];
    }

    private sealed record QueuedReview(ReviewRow Review, RecordRow Record);
}
