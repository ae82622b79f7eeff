using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>Gathers what a decision needs besides the visit.</summary>
internal sealed class DecisionFacts(ClinicFactsCache clinic, VisitLoads loads, IPresence presence, TimeProvider time)
{
    /// <summary>A visit starts at most so long after its planned start.</summary>
    private static readonly Duration PlannedBefore = Duration.FromDays(3);

    public void Forget() => clinic.Forget();

    public async ValueTask<(VisitFacts Facts, bool Fresh)> GatherAsync(LoadedVisit visit, VisitRequest request, bool fresh, CancellationToken cancellation)
    {
        var (facts, isFresh) = await clinic.GetAsync(fresh, cancellation);
        var gathered = new VisitFacts
        {
            Clinic = facts,
            Patient = new PatientFacts(visit.Patient.Id, visit.Patient.BirthDate, visit.Patient.FactsVersion)
            {
                EarlierStarts = await EarlierStartsAsync(visit, facts, cancellation),
            },
            Presence = presence.Of(visit.Visit.Id),
            BusyClinicians = await BusyAsync(visit.Visit, request, cancellation),
        };
        return (gathered, isFresh);
    }

    // Only a minor's own consent may be limited to so many visits.
    private async ValueTask<ImmutableArray<Instant>> EarlierStartsAsync(LoadedVisit visit, ClinicFacts facts, CancellationToken cancellation)
    {
        if (facts.Rules.Minors.Max(m => m.Limit?.WithinDays) is not { } days) return [];
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return visit.Patient.BirthDate is { } birth && MinorConsent.AgeOn(birth, now.InUtc().Date.PlusDays(-1)) < MinorConsent.Majority
            ? await loads.StartsOfPatientAsync(visit.Visit.PatientId, visit.Visit.Id, now - Duration.FromDays(days) - PlannedBefore, cancellation)
            : [];
    }

    // CLINICIAN_BUSY is an answer to these only.
    private async ValueTask<ImmutableDictionary<StaffId, VisitId>> BusyAsync(Visit visit, VisitRequest request, CancellationToken cancellation)
    {
        if (request.Command is not (ClaimPatient or AdmitPatient))
        {
            return ImmutableDictionary<StaffId, VisitId>.Empty;
        }

        var concerned = new[] { request.Actor.Staff, visit.ClinicianId, visit.Claim?.ClinicianId }.OfType<StaffId>().ToHashSet();
        return (await loads.BusyAsync(concerned, visit.Id, cancellation)).ToImmutableDictionary(b => b.Clinician, b => b.Visit);
    }
}
