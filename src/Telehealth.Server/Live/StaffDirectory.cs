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

        return missing is null ? ValueTask.CompletedTask : new ValueTask(LoadAsync(missing, now + KeptFor, cancellation));
    }

    /// <summary>For the board, which may show anybody's visit.</summary>
    public async Task KnowAllAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var clinicians = await db.Clinicians.AsNoTracking().Select(c => c.StaffId).ToListAsync(cancellation);
        await LoadAsync([.. clinicians.Where(id => !names.ContainsKey(id))], time.Now() + KeptFor, cancellation);
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

    private async Task LoadAsync(List<StaffId> ids, Instant until, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var guids = ids.Select(i => i.Value).ToList();
        var people = await db.Users.AsNoTracking().Where(u => guids.Contains(u.Id)).Select(u => new { u.Id, u.GivenName, u.FamilyName }).ToListAsync(cancellation);
        var letters = await db.Clinicians.AsNoTracking().Where(c => ids.Contains(c.StaffId)).ToDictionaryAsync(c => c.StaffId, c => c.Credentials, cancellation);
        foreach (var person in people)
        {
            var id = new StaffId(person.Id);
            names[id] = (new StaffName(id, $"{person.GivenName} {person.FamilyName}".Trim(), letters.GetValueOrDefault(id)), until);
        }
    }
}
