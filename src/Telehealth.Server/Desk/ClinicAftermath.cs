using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>
/// What follows from a change to the clinic, whoever made it: the fences move, so that no decision on the old facts can commit, and open
/// visits of the clinician are evaluated again.
/// </summary>
internal sealed class ClinicAftermath(ClinicFactsCache facts, DetailKeys keys, OutboxSignal signal)
{
    /// <summary>Before the save, in its transaction.</summary>
    public async Task<bool> PrepareAsync(TelehealthDb db, Instant now, CancellationToken cancellation)
    {
        db.ChangeTracker.DetectChanges();
        var clinicians = await TouchedAsync(db, cancellation);
        foreach (var clinician in clinicians)
        {
            Move(db.Entry(clinician).Property(nameof(Clinician.FactsVersion)), db.Entry(clinician).State);
            db.Outbox.Add(new OutboxRow
            {
                Id = Guid.CreateVersion7(now.ToDateTimeOffset()), Kind = ReevaluateClinician.Name, Payload = ReevaluateClinician.PayloadFor(clinician.StaffId), CreatedAt = now, DueAt = now,
            });
        }

        foreach (var added in db.ChangeTracker.Entries<Patient>().Where(e => e.State is EntityState.Added).Select(e => e.Entity.Id).ToArray()) keys.Make(db, now, added, null);
        foreach (var patient in db.ChangeTracker.Entries<Patient>().Where(e => e.State is EntityState.Modified))
        {
            Move(patient.Property(nameof(Patient.FactsVersion)), patient.State);
        }

        return clinicians.Count > 0 || db.ChangeTracker.Entries<RuleSetRow>().Any(e => e.State is not EntityState.Unchanged);
    }

    /// <summary>After COMMIT.</summary>
    public void After(bool factsChanged)
    {
        if (factsChanged)
        {
            facts.Forget();
        }

        signal.Wake();
    }

    private static async Task<List<Clinician>> TouchedAsync(TelehealthDb db, CancellationToken cancellation)
    {
        if (db.ChangeTracker.Entries<AuthorityRow>().Any(e => e.State is EntityState.Modified or EntityState.Deleted))
        {
            throw new InvalidOperationException("Authority records are only ever appended.");
        }

        var touched = db.ChangeTracker.Entries<Clinician>().Where(e => e.State is EntityState.Modified or EntityState.Added).Select(e => e.Entity).ToHashSet();
        foreach (var owner in db.ChangeTracker.Entries<AuthorityRow>().Where(e => e.State is EntityState.Added).Select(e => e.Entity.ClinicianId).Distinct().ToArray())
        {
            touched.Add(db.Clinicians.Local.FirstOrDefault(c => c.StaffId == owner) ?? await db.Clinicians.SingleAsync(c => c.StaffId == owner, cancellation));
        }

        return [.. touched];
    }

    // Whoever made the change may have moved it already.
    private static void Move(PropertyEntry version, EntityState state)
    {
        if (state is not EntityState.Added && !version.IsModified)
        {
            version.CurrentValue = (long)version.CurrentValue! + 1;
        }
    }
}
