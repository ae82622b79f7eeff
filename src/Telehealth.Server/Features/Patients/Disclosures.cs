using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Patients;

/// <summary>What an account of a disclosure must say (45 CFR 164.528(b)(2)): when, to whom, what, and why.</summary>
/// <param name="DisclosedAt">Now when absent; never later.</param>
/// <param name="RecipientAddress">Where it is known.</param>
/// <param name="SuspendedUntil">An authority asked that the patient not be told before.</param>
internal sealed record DiscloseRequest(string Recipient, string What, string Purpose, string? RecipientAddress = null, Instant? DisclosedAt = null, Instant? SuspendedUntil = null);

internal sealed record DisclosureView(
    Guid Id, Instant DisclosedAt, Instant RecordedAt, StaffId RecordedBy, Instant? SuspendedUntil, string? Recipient, string? RecipientAddress, string? What, string? Purpose, Instant? ErasedAt);

/// <summary>Accounting of disclosures. What is said of them is the personal part of their records, so it goes with the patient's key.</summary>
internal sealed class Disclosures(TelehealthDb db, IClinicDesk desk, RecordDetails details, ReadRecords reads, TimeProvider time)
{
    private const string Area = "disclosures";
    private const int LookBackYears = 6;

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
            return new DisclosureView(row.Id, row.DisclosedAt, row.RecordedAt, row.RecordedBy, row.SuspendedUntil, request.Recipient, request.RecipientAddress, request.What, request.Purpose, null);
        }, cancellation);
    }

    /// <summary>The last six years, newest first.</summary>
    /// <param name="withSuspended">False gives what the patient may be told now.</param>
    public async Task<Answer<Page<DisclosureView>>> ListAsync(Caller caller, PatientId id, bool withSuspended, CancellationToken cancellation)
    {
        if (!await db.Patients.AnyAsync(p => p.Id == id, cancellation)) return RefusalCode.NotFound;
        var now = time.Now();
        var since = now.InUtc().LocalDateTime.PlusYears(-LookBackYears).InUtc().ToInstant();
        var rows = await db.Disclosures.AsNoTracking().Where(d => d.PatientId == id && d.DisclosedAt >= since && (withSuspended || d.SuspendedUntil == null || d.SuspendedUntil <= now))
            .OrderByDescending(d => d.DisclosedAt).Take(500).ToListAsync(cancellation);
        await reads.NoteAsync(caller, "DisclosuresRead", PatientFile.SubjectOf(id), cancellation, rows.Count);
        var views = new List<DisclosureView>(rows.Count);
        foreach (var row in rows) views.Add(await ViewAsync(row, cancellation));
        return new Page<DisclosureView>(views);
    }

    private async Task<DisclosureView> ViewAsync(DisclosureRow row, CancellationToken cancellation)
    {
        var record = await db.Records.AsNoTracking().SingleAsync(r => r.Stream == $"clinic:{Area}" && r.Seq == row.RecordSeq, cancellation);
        var opened = await details.OpenAsync(db, record, cancellation);
        using var said = opened.Detail is { } detail ? JsonDocument.Parse(detail.Plaintext) : null;
        string? Said(string name) => said?.RootElement.TryGetProperty(name, out var text) is true ? text.GetString() : null;
        return new DisclosureView(row.Id, row.DisclosedAt, row.RecordedAt, row.RecordedBy, row.SuspendedUntil, Said("recipient"), Said("recipientAddress"), Said("what"), Said("purpose"), opened.ErasedAt);
    }

    private static Dictionary<string, string> DetailOf(DiscloseRequest request)
    {
        var said = new Dictionary<string, string> { ["recipient"] = request.Recipient, ["what"] = request.What, ["purpose"] = request.Purpose };
        if (request.RecipientAddress is { } address) said["recipientAddress"] = address;
        return said;
    }
}
