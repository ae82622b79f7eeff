using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Wire;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

internal sealed record AccessQuery(string? From, string? To, bool? ReadsOnly, string? Cursor, int? Limit);

/// <summary>What the person had to do with the patient: of the visit at hand, of another visit of theirs, of none, or by their office.</summary>
internal enum AccessPart { VisitClinician, PatientClinician, OtherClinician, FrontDesk, Admin, Auditor, Staff }

/// <param name="Reads">They looked, and changed nothing.</param>
/// <param name="Role">In which role, such as <c>FrontDesk+Admin</c>.</param>
internal sealed record AccessItem(
    long RecordId, Instant At, string Code, bool Reads, bool Refused, Guid? ActorId, string? ActorName, string? Role, AccessPart Part, VisitId? VisitId, string Text);

internal sealed record AccessPatient(PatientId Id, string Name, LocalDate? BirthDate, Instant? ErasedAt);

/// <param name="PrunedUntil">Where the time that was asked for reaches back to records that retention has removed: the latest time of one.</param>
internal sealed record AccessPage(AccessPatient Patient, IReadOnlyList<AccessItem> Items, string? NextCursor, Instant? PrunedUntil = null);

/// <summary>
/// Who of the staff saw or changed what is known of a patient, and of duplicates merged into them, newest first. Lists of many patients are recorded by their length and stand with who
/// asked, not here.
/// </summary>
internal sealed class PatientAccess(TelehealthDb db, LogSearch search, StaffNames names, ReadRecords reads, IOptions<ClinicOptions> clinic)
{
    public async Task<Answer<AccessPage>> HandleAsync(Caller caller, PatientId id, AccessQuery query, CancellationToken cancellation)
    {
        var (from, to, after) = (InstantText.TryRead(query.From), InstantText.TryRead(query.To), PlaceCursor.Read(query.Cursor));
        var check = new Check().That(query.From is null || from is not null, "from", "RFC 3339").That(query.To is null || to is not null, "to", "RFC 3339")
            .That(query.Cursor is null || after is not null, "cursor", "a cursor of this list").That(Cursor.IsLimit(query.Limit), "limit", "1 to 200");
        if (check.Problem is { } problem) return problem;
        if (await db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } patient) return RefusalCode.NotFound;

        List<PatientId> person = [id, .. await db.Patients.Where(p => p.MergedInto == id).Select(p => p.Id).ToListAsync(cancellation)];
        var window = new SearchWindow(from is { } f ? Micros.Of(f) : 0, to is { } t ? Micros.Of(t) : long.MaxValue);
        try
        {
            var page = await search.PageAsync(Asked(person, query.ReadsOnly is true), window, after ?? SearchPlace.Newest, query.Limit ?? Cursor.DefaultLimit, cancellation);
            await reads.NoteAsync(caller, "PatientAccessRead", new Dictionary<string, string> { ["patient"] = id.ToString() }, cancellation, page.Places.Count);
            var erased = await db.DetailKeys.AsNoTracking().Where(k => k.PatientId == id).Select(k => k.DestroyedAt).FirstOrDefaultAsync(cancellation);
            return new AccessPage(
                new(id, $"{patient.GivenName} {patient.FamilyName}", patient.BirthDate, erased), await ItemsAsync(page.Places, person, cancellation), page.More ? PlaceCursor.Write(page.Places[^1]) : null,
                await PrunedAsync(window, cancellation));
        }
        catch (Exception slow) when (SearchFaults.IsTooSlow(slow))
        {
            return SearchFaults.TooSlow;
        }
    }

    private async Task<Instant?> PrunedAsync(SearchWindow window, CancellationToken cancellation)
    {
        var pruned = await db.LogPrunings.AsNoTracking().OrderByDescending(p => p.PrunedBefore).FirstOrDefaultAsync(cancellation);
        return pruned is not null && Micros.Of(pruned.LastAt) >= window.From ? pruned.LastAt : null;
    }

    private static LogQuery Asked(IEnumerable<PatientId> person, bool readsOnly)
    {
        LogTerm Term(LogKey key, params IEnumerable<LogValue> values) => new(key, false, [.. values], 0, 0);
        List<LogTerm> terms = [Term(LogKey.Patient, person.Select(p => new LogValue(p.ToString(), p.Value))), Term(LogKey.Actor, new LogValue("staff"))];
        // A clinician's own connection is no look at the patient.
        terms.Add(new(LogKey.Code, true, [new("MediaConnectionNoted"), new("MediaQualityNoted")], 0, 0));
        if (readsOnly) terms.Add(Term(LogKey.Stream, new LogValue("reads")));
        return new LogQuery([.. terms]);
    }

    private async Task<IReadOnlyList<AccessItem>> ItemsAsync(IReadOnlyList<SearchPlace> places, List<PatientId> person, CancellationToken cancellation)
    {
        var ids = places.Select(p => p.RecordId).ToList();
        var rows = await db.Records.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
        var nameOf = await names.OfAsync(rows.Values.Select(r => r.ActorId), cancellation);
        var clinicianOf = await db.Visits.AsNoTracking().Where(v => person.Contains(v.PatientId) && v.ClinicianId != null).ToDictionaryAsync(v => v.Id, v => v.ClinicianId!.Value.Value, cancellation);
        var zone = DateTimeZoneProviders.Tzdb[clinic.Value.TimeZone];
        return [.. ids.Where(rows.ContainsKey).Select(i => ViewOf(rows[i], RecordItem.Of(rows[i], nameOf), clinicianOf, zone))];
    }

    private static AccessItem ViewOf(RecordRow row, RecordItem item, Dictionary<VisitId, Guid> clinicianOf, DateTimeZone zone) => new(
        row.Id, row.At, row.Code, row.Stream.StartsWith("reads:", StringComparison.Ordinal), row.Refused, row.ActorId, item.Actor.Name, item.Actor.Role, PartOf(row, item.Actor.Role, clinicianOf),
        row.VisitId, item.Say(zone).Text!);

    private static AccessPart PartOf(RecordRow row, string? role, Dictionary<VisitId, Guid> clinicianOf)
    {
        if (row.ActorId is { } actor)
        {
            if (row.VisitId is { } visit && clinicianOf.TryGetValue(visit, out var own) && own == actor) return AccessPart.VisitClinician;
            if (clinicianOf.ContainsValue(actor)) return AccessPart.PatientClinician;
        }

        var roles = role?.Split('+') ?? [];
        return roles.Contains("FrontDesk") ? AccessPart.FrontDesk
            : roles.Contains("Admin") ? AccessPart.Admin
            : roles.Contains("Auditor") ? AccessPart.Auditor
            : roles.Contains("Clinician") ? AccessPart.OtherClinician
            : AccessPart.Staff;
    }
}
