using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="ActorName">Of the member of staff.</param>
/// <param name="Query">The search that shows the records behind it.</param>
internal sealed record AnomalyView(AnomalyKind Kind, StaffId ActorId, string? ActorName, Instant From, Instant To, int Count, Guid? VisitId, string Query);

/// <param name="Whole">False when there were too many records to look at all of them.</param>
internal sealed record AnomaliesAnswer(IReadOnlyList<AnomalyView> Items, bool Whole);

/// <summary>What in the last days is worth a look.</summary>
internal sealed class GetAnomalies(TelehealthDb db, SightingReader sightings, StaffNames names, IndexZone zone, IOptions<SearchOptions> options, ReadRecords reads, TimeProvider time)
{
    private const int MostRecords = 100_000;
    private const int MostShown = 200;

    public async Task<Answer<AnomaliesAnswer>> HandleAsync(Caller caller, int? days, CancellationToken cancellation)
    {
        if (days is < 1 or > 31) return Problems.Invalid(("days", "1 to 31"));
        var seen = await sightings.ReadAsync(time.Now() - Duration.FromDays(days ?? 7), MostRecords, await OwnAsync(cancellation), cancellation);
        var set = options.Value;
        var found = AnomalyRules.Find(seen, new AnomalyNumbers(zone.Zone, set.OpensAtHour, set.ClosesAtHour, set.BulkReadsPerHour));
        var nameOf = await names.OfAsync(found.Select(a => (Guid?)a.Actor), cancellation);
        await reads.NoteAsync(caller, "AnomaliesRead", null, cancellation, Math.Min(MostShown, found.Length));
        return new AnomaliesAnswer([.. found.Take(MostShown).Select(a => ViewOf(a, nameOf))], seen.Count < MostRecords);
    }

    private static AnomalyView ViewOf(Anomaly a, Func<Guid, string?> nameOf)
    {
        var what = a.Kind switch
        {
            AnomalyKind.BulkReads or AnomalyKind.OffHours => "code:reads.*",
            AnomalyKind.RefusedThenDone => $"visit:{a.Visit:D}",
            AnomalyKind.OwnRecord => $"patient:{a.Patient:D}",
        };
        var query = $"actor:{a.Actor:D} {what} after:{Text(a.From)} before:{Text(a.To + Duration.FromSeconds(1))}";
        return new(a.Kind, new StaffId(a.Actor), nameOf(a.Actor), a.From, a.To, a.Count, a.Visit, query);
    }

    // Whoever has a patient's very name may be that patient.
    private async Task<IReadOnlySet<(Guid, Guid)>> OwnAsync(CancellationToken cancellation)
    {
        var pairs = await (from staff in db.Users.AsNoTracking()
                           from patient in db.Patients.AsNoTracking()
                           where staff.FamilyName == patient.FamilyName && staff.GivenName == patient.GivenName
                           select new { Staff = staff.Id, patient.Id }).ToListAsync(cancellation);
        return pairs.Select(p => (p.Staff, p.Id.Value)).ToHashSet();
    }

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
