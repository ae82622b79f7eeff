using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Views;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Reports;

/// <param name="Hash">Lower-case hex SHA-256 of the bytes.</param>
/// <param name="Bytes">The record, as text.</param>
internal sealed record ReplaySide(string Hash, string Bytes);

/// <param name="Same">Byte for byte.</param>
/// <param name="HashHolds">The recorded bytes hash to what stands beside them.</param>
/// <param name="Evidence">The reduced inputs, as the record holds them: all that the replay used.</param>
internal sealed record ReplayAnswer(
    long RecordId, VisitId VisitId, long Seq, Instant At, bool Same, bool HashHolds, ReplaySide Recorded, ReplaySide Replayed, DecisionPurpose Purpose, DecisionBasis Basis,
    StaffId? ClinicianId, string? ClinicianName, LicensureDecisionView Decision, LicensureEvidence Evidence);

/// <summary>Makes a decision of the past again from its own record, and compares the two byte for byte. That it was replayed is recorded, with what came out.</summary>
internal sealed class ReplayDecision(TelehealthDb db, StaffNames names, IClinicDesk desk)
{
    public async Task<Answer<ReplayAnswer>> HandleAsync(Caller caller, long recordId, CancellationToken cancellation)
    {
        var row = await db.Records.AsNoTracking().FirstOrDefaultAsync(r => r.Id == recordId && r.Code == Evaluations.Code, cancellation);
        if (row?.VisitId is not { } visit) return RefusalCode.NotFound;
        if (Evaluations.Read(row) is not { Decision: var decision })
        {
            await RecordAsync(caller, row, visit, same: false, cancellation);
            return Problem.Of(RefusalCode.Invalid, "The stored bytes are not those of a record that this program wrote. Look at the visit's chain.");
        }

        var again = VisitRecords.Reencode(VisitRecords.Replay(VisitRecords.Decode(row.Bytes)));
        var same = again.AsSpan().SequenceEqual(row.Bytes);
        await RecordAsync(caller, row, visit, same, cancellation);
        var nameOf = await names.OfAsync([decision.ClinicianId?.Value], cancellation);
        var recorded = SideOf(row.Bytes);
        return new ReplayAnswer(
            row.Id, visit, row.Seq, row.At, same, recorded.Hash == row.Hash, recorded, SideOf(again), decision.Purpose, decision.Basis,
            decision.ClinicianId, decision.ClinicianId is { } id ? nameOf(id.Value) : null, LicensureDecisionView.Of(decision)!, decision.Evidence);
    }

    private static ReplaySide SideOf(byte[] bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)), Encoding.UTF8.GetString(bytes));

    private Task RecordAsync(Caller caller, RecordRow row, VisitId visit, bool same, CancellationToken cancellation) => desk.AppendAsync(
        caller.Actor,
        new ClinicRecord("DecisionReplayed", ReadRecords.Area, new Dictionary<string, string> { ["visit"] = visit.ToString() }, new Dictionary<string, object?> { ["seq"] = row.Seq, ["same"] = same }),
        cancellation);
}
