using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Live;

/// <summary>Names of staff for views; read once a minute at most for each.</summary>
internal sealed class StaffDirectory(IDbContextFactory<TelehealthDb> databases, TimeProvider time)
{
    private static readonly Duration KeptFor = Duration.FromMinutes(1);
    private readonly ConcurrentDictionary<StaffId, (StaffName Name, Instant Until)> names = new();
    private readonly GatheredReads<StaffId, StaffName> reads = new(ids => ReadAsync(databases, ids));

    public StaffName? Of(StaffId id) => names.TryGetValue(id, out var kept) ? kept.Name : null;

    /// <summary>Has the names at hand that a view of this visit shows.</summary>
    public ValueTask KnowAsync(Visit visit, CancellationToken cancellation)
    {
        var now = time.Now();
        List<StaffId>? missing = null;
        foreach (var id in IdsOf(visit))
        {
            if (!names.TryGetValue(id, out var kept) || kept.Until < now) (missing ??= []).Add(id);
        }

        return missing is null ? ValueTask.CompletedTask : new ValueTask(LearnAsync(missing, cancellation));
    }

    /// <summary>For the board, which may show anybody's visit.</summary>
    public async Task KnowAllAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var clinicians = await db.Clinicians.AsNoTracking().Select(c => c.StaffId).ToListAsync(cancellation);
        await LearnAsync([.. clinicians.Where(id => !names.ContainsKey(id))], cancellation);
    }

    private static IEnumerable<StaffId> IdsOf(Visit visit)
    {
        if (visit.ClinicianId is { } clinician) yield return clinician;
        if (visit.Claim is { } claim && claim.ClinicianId != visit.ClinicianId) yield return claim.ClinicianId;
        if (visit.Transfer is { } transfer) yield return transfer.To;
        foreach (var person in visit.Participants)
        {
            if (person.StaffId is { } id && id != visit.ClinicianId) yield return id;
        }
    }

    private async Task LearnAsync(List<StaffId> ids, CancellationToken cancellation)
    {
        var until = time.Now() + KeptFor;
        foreach (var found in await Task.WhenAll(ids.Select(id => reads.FindAsync(id, cancellation))))
        {
            if (found is not null) names[found.Id] = (found, until);
        }
    }

    private static async Task<IReadOnlyDictionary<StaffId, StaffName>> ReadAsync(IDbContextFactory<TelehealthDb> databases, IReadOnlyCollection<StaffId> ids)
    {
        await using var db = await databases.CreateDbContextAsync();
        var guids = ids.Select(i => i.Value).ToList();
        var people = await db.Users.AsNoTracking().Where(u => guids.Contains(u.Id)).Select(u => new { u.Id, u.GivenName, u.FamilyName }).ToListAsync();
        var letters = await db.Clinicians.AsNoTracking().Where(c => ids.Contains(c.StaffId)).ToDictionaryAsync(c => c.StaffId, c => c.Credentials);
        return people.Select(p => new StaffName(new StaffId(p.Id), $"{p.GivenName} {p.FamilyName}".Trim(), letters.GetValueOrDefault(new StaffId(p.Id)))).ToDictionary(n => n.Id);
    }
}
