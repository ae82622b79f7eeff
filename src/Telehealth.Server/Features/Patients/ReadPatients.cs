using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Patients;

/// <summary>Search and look at patients; each look is recorded before it is answered.</summary>
internal sealed class ReadPatients(TelehealthDb db, ReadRecords reads)
{
    public async Task<Answer<Page<PatientItem>>> ListAsync(Caller caller, string? query, string? cursor, int? limit, CancellationToken cancellation)
    {
        var after = Cursor.Read(cursor, 1);
        var check = new Check().That(Cursor.IsLimit(limit), "limit", "1 to 200").That(cursor is null || after is not null, "cursor", "a cursor of this list")
            .That(query is null or { Length: <= 100 }, "query", "at most 100 characters");
        if (check.Problem is { } problem) return problem;

        var skip = after is [var text] && int.TryParse(text, out var shown) ? shown : 0;
        var most = limit ?? Cursor.DefaultLimit;
        var patients = db.Patients.AsNoTracking();
        foreach (var word in (query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4))
        {
            var like = word.ToUpperInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // The database compares, in its own way on each engine.
            patients = patients.Where(p => p.GivenName.ToUpper().Contains(like) || p.FamilyName.ToUpper().Contains(like) || (p.ExternalId != null && p.ExternalId.ToUpper() == like));
#pragma warning restore CA1304, CA1311, CA1862
        }

        var rows = await patients.OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).ThenBy(p => p.Id).Skip(skip).Take(most + 1).ToListAsync(cancellation);
        await reads.NoteAsync(caller, "PatientsListed", null, cancellation, Math.Min(rows.Count, most));
        return Cursor.PageOf(rows, most, PatientItem.Of, _ => Cursor.Write(skip + most));
    }

    public async Task<Answer<PatientItem>> GetAsync(Caller caller, PatientId id, CancellationToken cancellation)
    {
        if (await db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } patient) return RefusalCode.NotFound;
        await reads.NoteAsync(caller, "PatientRead", new Dictionary<string, string> { ["patient"] = id.ToString() }, cancellation);
        return PatientItem.Of(patient) with { ErasedAt = await db.DetailKeys.AsNoTracking().Where(k => k.PatientId == id).Select(k => k.DestroyedAt).FirstOrDefaultAsync(cancellation) };
    }
}
