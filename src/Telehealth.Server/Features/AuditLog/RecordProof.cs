using System.Text;
using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>One record's proof as a file that stands alone (C2SP tlog-proof): the record, its place, the path to a signed head.</summary>
internal sealed class RecordProof(TelehealthDb db, LogProofs proofs, ReadRecords reads)
{
    private const int TryAgainSeconds = 5;

    public async Task<IResult> HandleAsync(Caller caller, long id, CancellationToken cancellation)
    {
        if (await db.Records.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellation) is not { } record) return Problem.Of(await PrunedRecords.WhyGoneAsync(db, id, cancellation)).ToResult();
        await reads.NoteAsync(caller, "ProofRead", SubjectOf(record.VisitId, record.PatientId), cancellation, 1);
        return await proofs.WaitAsync(record, cancellation) is { } proof
            ? Results.File(Encoding.UTF8.GetBytes(proof.ToString()), "text/plain; charset=utf-8", $"record-{id}.tlog-proof")
            : (Problem.Of(RefusalCode.Unavailable, "The record is written and waits for the next signed head of the log. Try again in a few seconds.") with { RetryAfter = TryAgainSeconds }).ToResult();
    }

    private static Dictionary<string, string> SubjectOf(VisitId? visit, PatientId? patient)
    {
        var subject = new Dictionary<string, string>();
        if (visit is { } v) subject["visit"] = v.ToString();
        if (patient is { } p) subject["patient"] = p.ToString();
        return subject;
    }
}
