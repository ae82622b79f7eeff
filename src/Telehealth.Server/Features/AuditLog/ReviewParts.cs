using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>What stands beside a review: the visit that it is about, and the note of who signed it.</summary>
internal sealed class ReviewParts(TelehealthDb db, VisitSummaries summaries, RecordDetails details)
{
    public async Task<IReadOnlyDictionary<VisitId, VisitSummary>> VisitsAsync(IEnumerable<VisitId?> ids, CancellationToken cancellation)
    {
        var wanted = ids.OfType<VisitId>().Distinct().ToList();
        var lines = await VisitSummaries.Select(db.Visits.AsNoTracking().Where(v => wanted.Contains(v.Id))).ToListAsync(cancellation);
        return (await summaries.OfAsync(lines, cancellation)).ToDictionary(v => v.Id);
    }

    /// <param name="signatures">Numbers of the signatures' records.</param>
    public async Task<IReadOnlyDictionary<long, string>> NotesAsync(IEnumerable<long?> signatures, CancellationToken cancellation)
    {
        var wanted = signatures.OfType<long>().ToList();
        if (wanted.Count == 0) return new Dictionary<long, string>();
        var rows = await db.Records.AsNoTracking().InStreams().Where(r => r.Stream == $"clinic:{SignReview.Area}" && wanted.Contains(r.Seq)).ToListAsync(cancellation);
        var opened = await details.OpenAsync(db, rows, cancellation);
        var notes = new Dictionary<long, string>();
        foreach (var row in rows)
        {
            if (opened[row.Hash].Detail is not { } detail) continue;
            using var said = JsonDocument.Parse(detail.Plaintext);
            if (said.RootElement.TryGetProperty("note", out var note) && note.GetString() is { } text) notes[row.Seq] = text;
        }

        return notes;
    }
}
