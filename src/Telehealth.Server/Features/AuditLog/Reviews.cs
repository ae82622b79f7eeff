using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Record">The record that has to be looked at.</param>
internal sealed record ReviewItem(RecordItem Record, StaffId? SignedBy, string? SignedByName, Instant? SignedAt);

/// <param name="Note">What the look found; sealed with the record of the signature.</param>
internal sealed record SignOffRequest(string? Note = null);

/// <summary>Corrected outcomes and safety continuations, which somebody other than who did them has to look at and sign (164.308(a)(1)(ii)(D)).</summary>
internal sealed class Reviews(TelehealthDb db, IClinicDesk desk, StaffNames names, ReadRecords reads, IOptions<ClinicOptions> clinic)
{
    private const string Area = "reviews";
    private const int LongestNote = 2_000;

    public async Task<Answer<Page<ReviewItem>>> ListAsync(Caller caller, string? state, string? cursor, int? limit, CancellationToken cancellation)
    {
        var after = Cursor.Read(cursor, 1) is [var text] && long.TryParse(text, out var id) ? id : (long?)null;
        var check = new Check().That(state is null or "open" or "signed", "state", "open or signed").That(Cursor.IsLimit(limit), "limit", "1 to 200").That(cursor is null || after is not null, "cursor", "a cursor of this list");
        if (check.Problem is { } problem) return problem;
        var most = limit ?? Cursor.DefaultLimit;
        var queue = db.Reviews.AsNoTracking().Where(r => state == "signed" ? r.SignedAt != null : r.SignedAt == null);
        if (after is { } last) queue = queue.Where(r => r.RecordId < last);
        var rows = await queue.Join(db.Records.AsNoTracking(), r => r.RecordId, r => r.Id, (review, record) => new { review, record }).OrderByDescending(r => r.review.RecordId).Take(most + 1).ToListAsync(cancellation);
        await reads.NoteAsync(caller, "ReviewsRead", null, cancellation, Math.Min(rows.Count, most));
        var nameOf = await names.OfAsync(rows.SelectMany(r => new[] { r.record.ActorId, r.review.SignedBy?.Value }), cancellation);
        var zone = DateTimeZoneProviders.Tzdb[clinic.Value.TimeZone];
        return Cursor.PageOf(rows, most, r => ViewOf(r.review, RecordItem.Of(r.record, nameOf), nameOf, zone), r => Cursor.Write(r.review.RecordId));
    }

    public async Task<Answer<Done>> SignAsync(Caller caller, long record, SignOffRequest request, CancellationToken cancellation)
    {
        if (new Check().That(request.Note is null or { Length: <= LongestNote }, "note", $"at most {LongestNote} characters").Problem is { } problem) return problem;
        return await desk.ExecuteAsync<Answer<Done>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.Reviews.FirstOrDefaultAsync(r => r.RecordId == record, token) is not { } review) return RefusalCode.NotFound;
            var row = await work.Db.Records.AsNoTracking().SingleAsync(r => r.Id == record, token);
            if (review.SignedAt is not null) return RefusalCode.WrongPhase;
            if (row.ActorId == caller.Actor.Staff?.Value) return Refuse(work, row, RefusalCode.SecondPersonNeeded);
            (review.SignedBy, review.SignedAt) = (caller.Actor.Staff, work.Now);
            work.Record(RecordOf("ReviewSignedOff", row) with { Detail = string.IsNullOrWhiteSpace(request.Note) ? null : new Dictionary<string, string> { ["note"] = request.Note } });
            return Done.Yes;
        }, cancellation);
    }

    private static Problem Refuse(ClinicWork work, RecordRow row, RefusalCode code)
    {
        work.Record(RecordOf("ReviewSignOffRefused", row) with { Reasons = [code.ToWire()] });
        return Problem.Of(code, "Whoever did this cannot sign it off. Somebody else has to.");
    }

    private static ClinicRecord RecordOf(string code, RecordRow row) =>
        new(code, Area, RecordSubjects.Of(row), new Dictionary<string, object?> { ["record"] = row.Hash, ["reviewed"] = row.Code });

    private static ReviewItem ViewOf(ReviewRow review, RecordItem item, Func<Guid, string?> nameOf, DateTimeZone zone) =>
        new(item with { Text = RecordSentences.Of(item.Told, zone) }, review.SignedBy, review.SignedBy is { } by ? nameOf(by.Value) : null, review.SignedAt);
}

/// <summary>A record about a record is about the same visit and patient.</summary>
internal static class RecordSubjects
{
    public static Dictionary<string, string> Of(RecordRow row)
    {
        var subject = new Dictionary<string, string>();
        if (row.VisitId is { } visit) subject["visit"] = visit.ToString();
        if (row.PatientId is { } patient) subject["patient"] = patient.ToString();
        return subject;
    }
}
