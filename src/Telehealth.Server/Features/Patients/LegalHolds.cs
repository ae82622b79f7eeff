using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Patients;

/// <param name="VisitId">Absent to hold all that is known of the patient.</param>
/// <param name="Reason">Free text; sealed with the record.</param>
internal sealed record PlaceHoldRequest(string Reason, VisitId? VisitId = null);

internal sealed record LiftHoldRequest(string Reason);

internal sealed record HoldView(Guid Id, VisitId? VisitId, StaffId PlacedBy, Instant PlacedAt, StaffId? LiftedBy, Instant? LiftedAt);

/// <summary>Legal holds: while one stands, nothing of the patient, or of the visit, is erased or pruned.</summary>
internal sealed class LegalHolds(TelehealthDb db, IClinicDesk desk, ReadRecords reads)
{
    private const string Area = "holds";
    private const int LongestReason = 500;

    public async Task<Answer<HoldView>> PlaceAsync(Caller caller, PatientId id, PlaceHoldRequest request, CancellationToken cancellation)
    {
        if (new Check().Text(request.Reason, "reason", LongestReason).Problem is { } problem) return problem;
        return await desk.ExecuteAsync<Answer<HoldView>>(caller.Actor, async (work, token) =>
        {
            if (!await work.Db.Patients.AnyAsync(p => p.Id == id, token)) return RefusalCode.NotFound;
            if (request.VisitId is { } visit && !await work.Db.Visits.AnyAsync(v => v.Id == visit && v.PatientId == id, token)) return Problems.Invalid(("visitId", "a visit of this patient"));
            var row = new LegalHoldRow { Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), PatientId = id, VisitId = request.VisitId, PlacedBy = caller.Actor.Staff!.Value, PlacedAt = work.Now };
            work.Db.LegalHolds.Add(row);
            work.Record(RecordOf("LegalHoldPlaced", row, request.Reason));
            return ViewOf(row);
        }, cancellation);
    }

    public async Task<Answer<HoldView>> LiftAsync(Caller caller, PatientId id, Guid hold, LiftHoldRequest request, CancellationToken cancellation)
    {
        if (new Check().Text(request.Reason, "reason", LongestReason).Problem is { } problem) return problem;
        return await desk.ExecuteAsync<Answer<HoldView>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.LegalHolds.FirstOrDefaultAsync(h => h.Id == hold && h.PatientId == id, token) is not { } row) return RefusalCode.NotFound;
            if (row.LiftedAt is not null) return RefusalCode.WrongPhase;
            (row.LiftedBy, row.LiftedAt) = (caller.Actor.Staff, work.Now);
            work.Record(RecordOf("LegalHoldLifted", row, request.Reason));
            return ViewOf(row);
        }, cancellation);
    }

    public async Task<Answer<Page<HoldView>>> ListAsync(Caller caller, PatientId id, CancellationToken cancellation)
    {
        if (!await db.Patients.AnyAsync(p => p.Id == id, cancellation)) return RefusalCode.NotFound;
        await reads.NoteAsync(caller, "LegalHoldsRead", PatientFile.SubjectOf(id), cancellation);
        var rows = await db.LegalHolds.AsNoTracking().Where(h => h.PatientId == id).OrderByDescending(h => h.PlacedAt).ToListAsync(cancellation);
        return new Page<HoldView>([.. rows.Select(ViewOf)]);
    }

    private static ClinicRecord RecordOf(string code, LegalHoldRow row, string reason)
    {
        var subject = PatientFile.SubjectOf(row.PatientId);
        if (row.VisitId is { } visit) subject["visit"] = visit.ToString();
        return new ClinicRecord(code, Area, subject, new Dictionary<string, object?> { ["hold"] = row.Id.ToString("D") }, Detail: new Dictionary<string, string> { ["reason"] = reason });
    }

    private static HoldView ViewOf(LegalHoldRow row) => new(row.Id, row.VisitId, row.PlacedBy, row.PlacedAt, row.LiftedBy, row.LiftedAt);
}
