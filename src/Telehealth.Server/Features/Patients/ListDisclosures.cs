using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Patients;

/// <summary>The account of what was told of a patient to others in the last six years, newest first.</summary>
internal sealed class ListDisclosures(TelehealthDb db, RecordDetails details, StaffNames names, ReadRecords reads, TimeProvider time)
{
    private const int LookBackYears = 6;
    private const int Most = 500;

    /// <param name="withSuspended">False gives what the patient may be told now.</param>
    public async Task<Answer<Page<DisclosureView>>> HandleAsync(Caller caller, PatientId id, bool withSuspended, CancellationToken cancellation)
    {
        if (!await db.Patients.AnyAsync(p => p.Id == id, cancellation)) return RefusalCode.NotFound;
        var now = time.Now();
        var since = now.InUtc().LocalDateTime.PlusYears(-LookBackYears).InUtc().ToInstant();
        var rows = await db.Disclosures.AsNoTracking().Where(d => d.PatientId == id && d.DisclosedAt >= since && (withSuspended || d.SuspendedUntil == null || d.SuspendedUntil <= now))
            .OrderByDescending(d => d.DisclosedAt).Take(Most).ToListAsync(cancellation);
        await reads.NoteAsync(caller, "DisclosuresRead", PatientFile.SubjectOf(id), cancellation, rows.Count);
        var said = await SaidAsync(rows, cancellation);
        var nameOf = await names.OfAsync(rows.Select(r => (Guid?)r.RecordedBy.Value), cancellation);
        return new Page<DisclosureView>([.. rows.Select(r => ViewOf(r, said[r.RecordSeq], nameOf(r.RecordedBy.Value)))]);
    }

    private async Task<Dictionary<long, OpenedDetail>> SaidAsync(List<DisclosureRow> rows, CancellationToken cancellation)
    {
        var seqs = rows.Select(r => r.RecordSeq).ToList();
        var records = await db.Records.AsNoTracking().InStreams().Where(r => r.Stream == $"clinic:{Disclosures.Area}" && seqs.Contains(r.Seq)).ToListAsync(cancellation);
        var opened = await details.OpenAsync(db, records, cancellation);
        return records.ToDictionary(r => r.Seq, r => opened[r.Hash]);
    }

    private static DisclosureView ViewOf(DisclosureRow row, OpenedDetail opened, string? recordedBy)
    {
        using var said = opened.Detail is { } detail ? JsonDocument.Parse(detail.Plaintext) : null;
        string? Said(string name) => said?.RootElement.TryGetProperty(name, out var text) is true ? text.GetString() : null;
        return new DisclosureView(
            row.Id, row.DisclosedAt, row.RecordedAt, row.RecordedBy, recordedBy, row.SuspendedUntil, Said("recipient"), Said("recipientAddress"), Said("what"), Said("purpose"), opened.ErasedAt);
    }
}
