using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Beside">What was recorded about the visit outside its own chain: who was told of an alert, messages, work.</param>
/// <param name="Attendance">Who was in the video room, as the vendor told it.</param>
/// <param name="PatientErasedAt">Since when nothing says who the patient was.</param>
internal sealed record TimelineAnswer(
    VisitSummary Visit, IReadOnlyList<RecordItem> Items, ChainView Chain, IReadOnlyList<RecordItem> Beside, IReadOnlyList<TimelinePerson> People, IReadOnlyList<VideoStay> Attendance, Instant? PatientErasedAt);

/// <summary>Everything that was recorded about one visit, in order, with one plain sentence each and the check of its chain; and who was in the video room.</summary>
internal sealed class GetTimeline(TelehealthDb db, VisitSummaries summaries, VisitBeside beside, VideoStays stays, ReadRecords reads)
{
    public async Task<Answer<TimelineAnswer>> HandleAsync(Caller caller, VisitId id, CancellationToken cancellation)
    {
        var visit = await db.Visits.AsNoTracking().Where(v => v.Id == id).Select(v => new { v.RecordSeq, v.RecordHead, v.PatientId }).FirstOrDefaultAsync(cancellation);
        if (visit is null) return RefusalCode.NotFound;
        await reads.NoteVisitAsync(caller, "TimelineRead", id, visit.PatientId, cancellation);

        var stream = VisitRecords.StreamOf(id);
        var rows = await db.Records.AsNoTracking().InStreams().Where(r => r.Stream == stream).OrderBy(r => r.Seq).ToListAsync(cancellation);
        var line = await summaries.OfAsync(await VisitSummaries.Select(db.Visits.AsNoTracking().Where(v => v.Id == id)).ToListAsync(cancellation), cancellation);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(line[0].Zone) ?? DateTimeZone.Utc;
        var people = await beside.PeopleAsync(id, cancellation);
        return new TimelineAnswer(
            line[0], await beside.ToldAsync(rows, zone, cancellation), ChainView.Of(rows, new RecordHead(visit.RecordSeq, visit.RecordHead), await db.LogPrunings.AnyAsync(cancellation)), await beside.RecordsAsync(id, people, zone, cancellation),
            people, await stays.OfAsync(id, cancellation),
            await db.DetailKeys.AsNoTracking().Where(k => k.PatientId == visit.PatientId).Select(k => k.DestroyedAt).FirstOrDefaultAsync(cancellation));
    }
}
