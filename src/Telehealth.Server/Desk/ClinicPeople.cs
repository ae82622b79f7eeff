using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>The clinic's clinicians, with every authority record of theirs and how limited ones were used.</summary>
internal static class ClinicPeople
{
    /// <summary>No limit looks further back than this.</summary>
    private static readonly Period Counted = Period.FromYears(2);

    public static async Task<ImmutableDictionary<StaffId, ClinicianFacts>> ReadAsync(TelehealthDb db, TimeProvider time, CancellationToken cancellation)
    {
        var authorities = (await db.Authorities.AsNoTracking().OrderBy(a => a.Sequence).ToListAsync(cancellation)).ToLookup(a => a.ClinicianId, a => a.ToAuthority());
        var uses = (await UsesAsync(db, time, cancellation)).ToLookup(u => u.ClinicianId, u => u.ToUse());
        var clinicians = await db.Clinicians.AsNoTracking().ToListAsync(cancellation);
        return clinicians.ToImmutableDictionary(
            c => c.StaffId, c => new ClinicianFacts(c.StaffId, c.Profession, c.Active, c.FactsVersion, [.. authorities[c.StaffId]]) { Uses = [.. uses[c.StaffId]] });
    }

    private static Task<List<AuthorityUseRow>> UsesAsync(TelehealthDb db, TimeProvider time, CancellationToken cancellation)
    {
        var from = Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date - Counted;
        return db.AuthorityUses.AsNoTracking().Where(u => u.LastDay >= from).ToListAsync(cancellation);
    }
}
