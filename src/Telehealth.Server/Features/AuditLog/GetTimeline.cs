using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuditLog;

internal sealed record TimelineAnswer(VisitSummary Visit, IReadOnlyList<RecordItem> Items, ChainView Chain, IReadOnlyList<VideoStay> Attendance, Instant? PatientErasedAt);

/// <summary>Everything that was recorded about one visit, in order, with one plain sentence each and the check of its chain; and who was in the video room.</summary>
internal sealed class GetTimeline(TelehealthDb db, VisitSummaries summaries, StaffNames names, VideoStays stays, ReadRecords reads)
{
    public async Task<Answer<TimelineAnswer>> HandleAsync(Caller caller, VisitId id, CancellationToken cancellation)
    {
        var visit = await db.Visits.AsNoTracking().Where(v => v.Id == id).Select(v => new { v.RecordSeq, v.RecordHead, v.PatientId }).FirstOrDefaultAsync(cancellation);
        if (visit is null) return RefusalCode.NotFound;
        await reads.NoteVisitAsync(caller, "TimelineRead", id, visit.PatientId, cancellation);

        var stream = VisitRecords.StreamOf(id);
        var rows = await db.Records.AsNoTracking().Where(r => r.Stream == stream).OrderBy(r => r.Seq).ToListAsync(cancellation);
        var ids = rows.Select(r => r.Id).ToList();
        var leaves = await db.RecordLeaves.AsNoTracking().Where(l => ids.Contains(l.RecordId)).ToDictionaryAsync(l => l.RecordId, l => l.LeafIndex, cancellation);
        var nameOf = await names.OfAsync(rows.Select(r => r.ActorId), cancellation);
        var line = await summaries.OfAsync(await VisitSummaries.Select(db.Visits.AsNoTracking().Where(v => v.Id == id)).ToListAsync(cancellation), cancellation);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(line[0].Zone) ?? DateTimeZone.Utc;
        return new TimelineAnswer(line[0], [.. rows.Select(r => RecordItem.Of(r, nameOf)).Select(i => i with { Text = RecordSentences.Of(i.Told, zone), LeafIndex = leaves.TryGetValue(i.Id, out var leaf) ? leaf : null })],
            ChainView.Of(rows, new RecordHead(visit.RecordSeq, visit.RecordHead), await db.LogPrunings.AnyAsync(cancellation)), await stays.OfAsync(id, cancellation),
            await db.DetailKeys.AsNoTracking().Where(k => k.PatientId == visit.PatientId).Select(k => k.DestroyedAt).FirstOrDefaultAsync(cancellation));
    }
}
