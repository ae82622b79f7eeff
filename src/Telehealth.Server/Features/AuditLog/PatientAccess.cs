using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Wire;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

internal sealed record AccessQuery(string? From, string? To, bool? ReadsOnly, string? Cursor, int? Limit);

/// <param name="Reads">They looked, and changed nothing.</param>
internal sealed record AccessItem(long RecordId, Instant At, string Code, bool Reads, bool Refused, Guid? ActorId, string? ActorName, VisitId? VisitId, string Text);

/// <summary>Who of the staff saw or changed what is known of a patient, newest first. Lists of many patients are recorded by their length and stand with who asked, not here.</summary>
internal sealed class PatientAccess(TelehealthDb db, StaffNames names, ReadRecords reads, IOptions<ClinicOptions> clinic)
{
    public async Task<Answer<Page<AccessItem>>> HandleAsync(Caller caller, PatientId id, AccessQuery query, CancellationToken cancellation)
    {
        var (from, to) = (InstantText.TryRead(query.From), InstantText.TryRead(query.To));
        var after = Cursor.Read(query.Cursor, 2) is [var ticks, var last] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var recordId) ? (At: Instant.FromUnixTimeTicks(at), Id: recordId) : ((Instant At, long Id)?)null;
        var check = new Check().That(query.From is null || from is not null, "from", "RFC 3339").That(query.To is null || to is not null, "to", "RFC 3339")
            .That(query.Cursor is null || after is not null, "cursor", "a cursor of this list").That(Cursor.IsLimit(query.Limit), "limit", "1 to 200");
        if (check.Problem is { } problem) return problem;
        if (!await db.Patients.AnyAsync(p => p.Id == id, cancellation)) return RefusalCode.NotFound;

        var records = db.Records.AsNoTracking().Where(r => r.PatientId == id && r.ActorKind == ActorKind.Staff);
        if (query.ReadsOnly is true) records = records.Where(r => r.Stream.StartsWith("reads:"));
        if (from is { } f) records = records.Where(r => r.At >= f);
        if (to is { } t) records = records.Where(r => r.At < t);
        if (after is { } shown) records = records.Where(r => r.At < shown.At || (r.At == shown.At && r.Id < shown.Id));
        var limit = query.Limit ?? Cursor.DefaultLimit;
        var rows = await records.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(limit + 1).ToListAsync(cancellation);
        await reads.NoteAsync(caller, "PatientAccessRead", new Dictionary<string, string> { ["patient"] = id.ToString() }, cancellation, Math.Min(limit, rows.Count));
        var nameOf = await names.OfAsync(rows.Select(r => r.ActorId), cancellation);
        var zone = DateTimeZoneProviders.Tzdb[clinic.Value.TimeZone];
        return Cursor.PageOf(rows, limit, r => ViewOf(r, RecordItem.Of(r, nameOf), zone), r => Cursor.Write(r.At.ToUnixTimeTicks(), r.Id));
    }

    private static AccessItem ViewOf(RecordRow row, RecordItem item, DateTimeZone zone) => new(
        row.Id, row.At, row.Code, row.Stream.StartsWith("reads:", StringComparison.Ordinal), row.Refused, row.ActorId, item.Actor.Name, row.VisitId, RecordSentences.Of(item.Told, zone));
}
