using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Note">What the look found; sealed with the record of the signature.</param>
internal sealed record SignOffRequest(string? Note = null);

/// <summary>Signs one record of the queue, once, and never one's own act.</summary>
internal sealed class SignReview(IClinicDesk desk)
{
    public const string Area = "reviews";
    private const int LongestNote = 2_000;

    public async Task<Answer<Done>> HandleAsync(Caller caller, long record, SignOffRequest request, CancellationToken cancellation)
    {
        if (new Check().That(request.Note is null or { Length: <= LongestNote }, "note", $"at most {LongestNote} characters").Problem is { } problem) return problem;
        return await desk.ExecuteAsync<Answer<Done>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.Reviews.FirstOrDefaultAsync(r => r.RecordId == record, token) is not { } review) return RefusalCode.NotFound;
            var row = await work.Db.Records.AsNoTracking().SingleAsync(r => r.Id == record, token);
            if (review.SignedAt is not null) return RefusalCode.WrongPhase;
            if (row.ActorId == caller.Actor.Staff?.Value) return Refuse(work, row, RefusalCode.SecondPersonNeeded);
            (review.SignedBy, review.SignedAt) = (caller.Actor.Staff, work.Now);
            work.Record(RecordOf("ReviewSignedOff", row) with
            {
                Detail = string.IsNullOrWhiteSpace(request.Note) ? null : new Dictionary<string, string> { ["note"] = request.Note }, Written = written => review.SignedSeq = written.Seq,
            });
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
