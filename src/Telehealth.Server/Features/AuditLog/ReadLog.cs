using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Wire;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

internal sealed record RecordsQuery(
    Guid? VisitId, Guid? PatientId, Guid? ActorId, string? Code, string? From, string? To, string? Outcome, string? Cursor, int? Limit);

/// <summary>The log, newest first. Reading it is recorded before it is answered.</summary>
internal sealed class ReadLog(TelehealthDb db, StaffNames names, ReadRecords reads, IOptions<ClinicOptions> clinic)
{
    public async Task<Answer<Page<RecordItem>>> HandleAsync(Caller caller, RecordsQuery query, CancellationToken cancellation)
    {
        var (from, to, after) = (InstantText.TryRead(query.From), InstantText.TryRead(query.To), ReadCursor(query.Cursor));
        var check = new Check()
            .That(query.From is null || from is not null, "from", "RFC 3339").That(query.To is null || to is not null, "to", "RFC 3339")
            .That(query.Outcome is null or "Refused", "outcome", "Refused").That(query.Code is null or { Length: <= 100 }, "code", "a record's code")
            .That(query.Cursor is null || after is not null, "cursor", "a cursor of this list").That(Cursor.IsLimit(query.Limit), "limit", "1 to 200");
        if (check.Problem is { } problem) return problem;

        var records = Filtered(query, from, to);
        if (after is { } last) records = records.Where(r => r.At < last.At || (r.At == last.At && r.Id < last.Id));
        var limit = query.Limit ?? Cursor.DefaultLimit;
        var rows = await records.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(limit + 1).ToListAsync(cancellation);
        var nameOf = await names.OfAsync(rows.Select(r => r.ActorId), cancellation);
        await reads.NoteAsync(caller, "LogRead", SubjectOf(query), cancellation, Math.Min(limit, rows.Count));
        var zone = DateTimeZoneProviders.Tzdb[clinic.Value.TimeZone];
        return Cursor.PageOf(rows, limit, r => Told(RecordItem.Of(r, nameOf), zone), r => Cursor.Write(r.At.ToUnixTimeTicks(), r.Id));
    }

    private static RecordItem Told(RecordItem item, DateTimeZone zone) => RecordSentences.Knows(item.Code) ? item with { Text = RecordSentences.WithoutReasons(item, zone) } : item;

    private IQueryable<RecordRow> Filtered(RecordsQuery query, Instant? from, Instant? to)
    {
        var records = db.Records.AsNoTracking();
        if (query.VisitId is { } visitGuid)
        {
            var visit = new VisitId(visitGuid);
            records = records.Where(r => r.VisitId == visit);
        }

        if (query.PatientId is { } patientGuid)
        {
            var patient = new PatientId(patientGuid);
            records = records.Where(r => r.PatientId == patient);
        }

        if (query.ActorId is { } actor) records = records.Where(r => r.ActorId == actor);
        if (query.Code is { } code) records = records.Where(r => r.Code == code);
        if (query.Outcome is not null) records = records.Where(r => r.Refused);
        if (from is { } f) records = records.Where(r => r.At >= f);
        if (to is { } t) records = records.Where(r => r.At < t);
        return records;
    }

    private static Dictionary<string, string> SubjectOf(RecordsQuery query)
    {
        var subject = new Dictionary<string, string>();
        if (query.VisitId is { } visit) subject["visit"] = visit.ToString("D");
        if (query.PatientId is { } patient) subject["patient"] = patient.ToString("D");
        return subject;
    }

    private static (Instant At, long Id)? ReadCursor(string? cursor) =>
        Cursor.Read(cursor, 2) is [var ticks, var text]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (Instant.FromUnixTimeTicks(at), id)
            : null;
}
