using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Retention;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk.Retention;

/// <summary>
/// What keeps a record: its age by the policy, counted from the end of its visit and for minors from their majority; a legal hold; a visit that is
/// not over; a review that nobody signed. What is asked about in one go is read once.
/// </summary>
/// <param name="before">Only records of earlier days may go at all.</param>
internal sealed class Obligations(TelehealthDb db, RetentionPolicy policy, LocalDate before, LocalDate today)
{
    private const int AtOnce = 2_000;
    private readonly Dictionary<VisitId, Course?> visits = [];
    private readonly Dictionary<PatientId, Person> people = [];

    /// <summary>The first of these leaves whose record must stay; null when all may go.</summary>
    public async Task<Obstacle?> FirstAsync(long from, long to, CancellationToken cancellation)
    {
        for (var at = from; at < to; at += AtOnce)
        {
            if (await InBatchAsync(at, Math.Min(to, at + AtOnce), cancellation) is { } found) return found;
        }

        return null;
    }

    private async Task<Obstacle?> InBatchAsync(long from, long to, CancellationToken cancellation)
    {
        var rows = await db.RecordLeaves.AsNoTracking().Where(l => l.LeafIndex >= from && l.LeafIndex < to)
            .Join(db.Records.AsNoTracking(), l => l.RecordId, r => r.Id, (l, r) => new Candidate(l.LeafIndex, r.Id, r.At, r.VisitId, r.PatientId)).ToListAsync(cancellation);
        await KnowAsync(rows, cancellation);
        var unsigned = await UnsignedAsync(rows, cancellation);
        var leaf = from;
        foreach (var row in rows.OrderBy(r => r.Leaf))
        {
            if (row.Leaf != leaf) break;
            if ((unsigned.Contains(row.Record) ? "it waits for somebody to review it" : WhyKept(row)) is { } why) return new(row.Leaf, why);
            leaf++;
        }

        return leaf == to ? null : new(leaf, "its record is missing, and retention did not remove it: have the log verified first");
    }

    private string? WhyKept(Candidate row)
    {
        var course = row.Visit is { } id ? visits.GetValueOrDefault(id) : null;
        var person = (row.Patient ?? course?.Patient) is { } patient ? people.GetValueOrDefault(patient) : null;
        if (person is not null && (person.Held || (row.Visit is { } visit && person.HeldVisits.Contains(visit)))) return "a legal hold keeps it";
        if (course is { Closed: false }) return "its visit is not closed";
        var ended = course is null || course.LastAt < row.At ? row.At : course.LastAt;
        if (ended.InUtc().Date >= before) return $"it belongs to what happened on or after {before:uuuu-MM-dd}";
        var until = policy.KeptUntil(ended, course?.State, person?.BirthDate);
        return today < until ? $"the policy keeps it until {until:uuuu-MM-dd}" : null;
    }

    private async Task<HashSet<long>> UnsignedAsync(List<Candidate> rows, CancellationToken cancellation)
    {
        var ids = rows.ConvertAll(r => r.Record);
        return [.. await db.Reviews.AsNoTracking().Where(r => r.SignedAt == null && ids.Contains(r.RecordId)).Select(r => r.RecordId).ToListAsync(cancellation)];
    }

    private async Task KnowAsync(List<Candidate> rows, CancellationToken cancellation)
    {
        foreach (var id in rows.Select(r => r.Visit).OfType<VisitId>().Distinct().Where(v => !visits.ContainsKey(v)).ToList()) visits[id] = await CourseOfAsync(id, cancellation);
        var asked = rows.Select(r => r.Patient).Concat(rows.Select(r => r.Visit is { } v ? visits[v]?.Patient : null)).OfType<PatientId>();
        foreach (var id in asked.Distinct().Where(p => !people.ContainsKey(p)).ToList()) people[id] = await PersonOfAsync(id, cancellation);
    }

    /// <summary>A visit ends with the last record of its own chain: who looks at it years later does not make it younger.</summary>
    private async Task<Course?> CourseOfAsync(VisitId id, CancellationToken cancellation) => await db.Visits.AsNoTracking().Where(v => v.Id == id)
        .Select(v => new Course(v.PatientId, v.Phase == VisitPhase.Closed, v.LastRecordAt, v.State)).FirstOrDefaultAsync(cancellation);

    /// <summary>The patient with whom they were merged into, either way: one person.</summary>
    private async Task<Person> PersonOfAsync(PatientId id, CancellationToken cancellation)
    {
        var own = await db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);
        var top = own?.MergedInto ?? id;
        var all = await db.Patients.AsNoTracking().Where(p => p.Id == top || p.MergedInto == top).ToListAsync(cancellation);
        var ids = all.Select(p => p.Id).Append(id).ToList();
        var holds = await db.LegalHolds.AsNoTracking().Where(h => h.LiftedAt == null && ids.Contains(h.PatientId)).Select(h => h.VisitId).ToListAsync(cancellation);
        return new(all.Select(p => p.BirthDate).Max(), holds.Contains(null), [.. holds.OfType<VisitId>()]);
    }

    private sealed record Candidate(long Leaf, long Record, Instant At, VisitId? Visit, PatientId? Patient);

    private sealed record Course(PatientId Patient, bool Closed, Instant LastAt, string? State);

    /// <param name="BirthDate">The latest of them where they differ.</param>
    private sealed record Person(LocalDate? BirthDate, bool Held, HashSet<VisitId> HeldVisits);
}
