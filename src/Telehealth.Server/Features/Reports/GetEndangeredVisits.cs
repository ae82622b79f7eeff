using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Reports;

/// <param name="VisitsConsidered">Booked visits with a clinician in the time looked at.</param>
internal sealed record EndangeredAnswer(Instant From, Instant Until, int VisitsConsidered, string RulesVersion, IReadOnlyList<EndangeredOfClinician> Clinicians);

internal sealed record EndangeredOfClinician(StaffId ClinicianId, string Name, string Credentials, IReadOnlyList<EndangeredVisit> Visits);

/// <param name="States">Where the answer gets worse; one where the patient's place is known.</param>
internal sealed record EndangeredVisit(VisitSummary Visit, PlaceBasis Place, IReadOnlyList<Endangered> States);

/// <summary>Booked visits that an authority's end, its late beginning or a stale check will break, by clinician, the soonest first.</summary>
internal sealed class GetEndangeredVisits(TelehealthDb db, ClinicFactsCache facts, VisitSummaries summaries, ClinicianNames names, ReadRecords reads, TimeProvider time)
{
    private const int DefaultDays = 60;

    public async Task<Answer<EndangeredAnswer>> HandleAsync(Caller caller, int? days, CancellationToken cancellation)
    {
        if (new Check().That(days is null or (>= 1 and <= 365), "days", "1 to 365").Problem is { } problem) return problem;
        var now = time.Now();
        var until = now + Duration.FromDays(days ?? DefaultDays);
        var (clinic, _) = await facts.GetAsync(fresh: true, cancellation);
        var booked = db.Visits.AsNoTracking().Where(v => v.Phase != VisitPhase.Closed && v.ClinicianId != null && v.StartsAt >= now && v.StartsAt < until);
        var lines = await VisitSummaries.Select(booked.OrderBy(v => v.StartsAt).ThenBy(v => v.Id)).ToListAsync(cancellation);
        var places = await LastPlacesAsync(booked.Select(v => v.PatientId), cancellation);

        var found = Find(clinic, lines, places, now);
        var people = await names.AllAsync(cancellation);
        var told = (await summaries.OfAsync([.. found.Select(f => f.Line)], cancellation)).ToDictionary(s => s.Id);
        await reads.NoteAsync(caller, "EndangeredVisitsRead", null, cancellation, found.Count);
        return new EndangeredAnswer(now, until, lines.Count, clinic.RulesVersion,
        [
            .. found.GroupBy(f => f.Line.ClinicianId!.Value).Select(g => new EndangeredOfClinician(
                g.Key, people[g.Key].Name, people[g.Key].Credentials, [.. g.Select(f => new EndangeredVisit(told[f.Line.Id], f.Basis, f.States))])),
        ]);
    }

    private static List<(VisitLine Line, PlaceBasis Basis, IReadOnlyList<Endangered> States)> Find(
        ClinicFacts clinic, List<VisitLine> lines, Dictionary<PatientId, string> places, Instant now)
    {
        var todays = new Dictionary<(StaffId, string), LicensureDecision>();
        var found = new List<(VisitLine, PlaceBasis, IReadOnlyList<Endangered>)>();
        foreach (var line in lines)
        {
            if (!clinic.Clinicians.TryGetValue(line.ClinicianId!.Value, out var clinician)) continue;
            var (place, basis) = line.State is { } stated ? (stated, PlaceBasis.StatedForThisVisit)
                : places.TryGetValue(line.PatientId, out var last) ? (last, PlaceBasis.LastVisit)
                : (default(string), PlaceBasis.Unknown);
            var states = EndangeredRules.Of(clinic, clinician, place, Today, s => new DryRunOf(s, line.StartsAt, line.PlannedEnd, line.StartsAt));
            if (states.Count > 0) found.Add((line, basis, states));

            LicensureDecision Today(string state)
            {
                if (!todays.TryGetValue((clinician.Id, state), out var known))
                    todays[(clinician.Id, state)] = known = DryRun.Ask(clinic, clinician, new DryRunOf(state, now, now + Duration.FromMinutes(30), now));
                return known;
            }
        }

        return found;
    }

    /// <summary>The state that each patient stated last, in whichever visit.</summary>
    private async Task<Dictionary<PatientId, string>> LastPlacesAsync(IQueryable<PatientId> patients, CancellationToken cancellation)
    {
        var stated = await db.Visits.AsNoTracking().Where(v => v.State != null && patients.Contains(v.PatientId))
            .Select(v => new { v.PatientId, v.StartsAt, v.State }).ToListAsync(cancellation);
        return stated.GroupBy(v => v.PatientId).ToDictionary(g => g.Key, g => g.MaxBy(v => v.StartsAt)!.State!);
    }
}
