using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Views;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Reports;

/// <param name="RecordId">Names the record; it can be replayed by it.</param>
/// <param name="Hash">Of the record's bytes.</param>
internal sealed record DecisionItem(
    long RecordId, long Seq, Instant At, DecisionPurpose Purpose, DecisionBasis Basis, StaffId? ClinicianId, string? ClinicianName, string Hash, LicensureDecisionView Decision);

/// <summary>Every licensure decision about one visit, the newest first; for the visit's staff and for auditors.</summary>
internal sealed class ListDecisions(TelehealthDb db, VisitDoor door, StaffNames names, ReadRecords reads)
{
    private const int Most = 500;

    public async Task<Answer<Page<DecisionItem>>> HandleAsync(Caller caller, VisitId id, CancellationToken cancellation)
    {
        if (!await MayReadAsync(caller, id, cancellation)) return RefusalCode.NotFound;
        var stream = VisitRecords.StreamOf(id);
        var rows = await db.Records.AsNoTracking().InStreams().Where(r => r.Stream == stream && r.Code == Evaluations.Code).OrderByDescending(r => r.Seq).Take(Most).ToListAsync(cancellation);
        var read = rows.Select(Evaluations.Read).OfType<RecordedDecision>().ToList();
        var nameOf = await names.OfAsync(read.Select(r => r.Decision.ClinicianId?.Value), cancellation);
        var patient = await db.Visits.Where(v => v.Id == id).Select(v => v.PatientId).SingleAsync(cancellation);
        await reads.NoteVisitAsync(caller, "DecisionsRead", id, patient, cancellation);
        return new Page<DecisionItem>([.. read.Select(r => Of(r, nameOf))]);
    }

    private async Task<bool> MayReadAsync(Caller caller, VisitId id, CancellationToken cancellation) => caller.Actor.Is(StaffRoles.Auditor)
        ? await db.Visits.AnyAsync(v => v.Id == id, cancellation)
        : await door.FindAsync(caller, id, cancellation) is not null;

    private static DecisionItem Of(RecordedDecision read, Func<Guid, string?> nameOf)
    {
        var (row, decision) = read;
        return new(
            row.Id, row.Seq, row.At, decision.Purpose, decision.Basis, decision.ClinicianId, decision.ClinicianId is { } id ? nameOf(id.Value) : null, row.Hash,
            LicensureDecisionView.Of(decision)!);
    }
}
