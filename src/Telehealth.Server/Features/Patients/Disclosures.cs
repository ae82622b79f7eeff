using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Patients;

/// <summary>What an account of a disclosure must say (45 CFR 164.528(b)(2)): when, to whom, what, and why.</summary>
/// <param name="DisclosedAt">Now when absent; never later.</param>
/// <param name="RecipientAddress">Where it is known.</param>
/// <param name="SuspendedUntil">An authority asked that the patient not be told before.</param>
internal sealed record DiscloseRequest(string Recipient, string What, string Purpose, string? RecipientAddress = null, Instant? DisclosedAt = null, Instant? SuspendedUntil = null);

internal sealed record DisclosureView(
    Guid Id, Instant DisclosedAt, Instant RecordedAt, StaffId RecordedBy, string? RecordedByName, Instant? SuspendedUntil, string? Recipient, string? RecipientAddress, string? What, string? Purpose, Instant? ErasedAt);

/// <summary>Accounting of disclosures. What is said of them is the personal part of their records, so it goes with the patient's key.</summary>
internal sealed class Disclosures(IClinicDesk desk, TimeProvider time)
{
    public const string Area = "disclosures";

    public async Task<Answer<DisclosureView>> RecordAsync(Caller caller, PatientId id, DiscloseRequest request, CancellationToken cancellation)
    {
        var now = time.Now();
        var check = new Check().Text(request.Recipient, "recipient", 200).Text(request.What, "what", 1_000).Text(request.Purpose, "purpose", 500).Text(request.RecipientAddress, "recipientAddress", 300, required: false)
            .That(request.DisclosedAt is not { } at || at <= now, "disclosedAt", "a time in the past").That(request.SuspendedUntil is not { } until || until > now, "suspendedUntil", "a time to come");
        if (check.Problem is { } problem) return problem;
        return await desk.ExecuteAsync<Answer<DisclosureView>>(caller.Actor, async (work, token) =>
        {
            if (!await work.Db.Patients.AnyAsync(p => p.Id == id, token)) return RefusalCode.NotFound;
            var row = new DisclosureRow
            {
                Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), PatientId = id, DisclosedAt = request.DisclosedAt ?? work.Now, RecordedBy = caller.Actor.Staff!.Value, RecordedAt = work.Now,
                SuspendedUntil = request.SuspendedUntil, RecordSeq = 0,
            };
            work.Db.Disclosures.Add(row);
            work.Record(new ClinicRecord(
                "DisclosureRecorded", Area, PatientFile.SubjectOf(id),
                new Dictionary<string, object?> { ["disclosure"] = row.Id.ToString("D"), ["disclosedAt"] = row.DisclosedAt.ToString(), ["suspendedUntil"] = row.SuspendedUntil?.ToString() },
                Detail: DetailOf(request)) { Written = record => row.RecordSeq = record.Seq });
            return new DisclosureView(row.Id, row.DisclosedAt, row.RecordedAt, row.RecordedBy, null, row.SuspendedUntil, request.Recipient, request.RecipientAddress, request.What, request.Purpose, null);
        }, cancellation);
    }

    private static Dictionary<string, string> DetailOf(DiscloseRequest request)
    {
        var said = new Dictionary<string, string> { ["recipient"] = request.Recipient, ["what"] = request.What, ["purpose"] = request.Purpose };
        if (request.RecipientAddress is { } address) said["recipientAddress"] = address;
        return said;
    }
}
