using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>Gathers what a decision needs besides the visit.</summary>
internal sealed class DecisionFacts(ClinicFactsCache clinic, VisitLoads loads, IPresence presence, TimeProvider time)
{
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

    private async ValueTask<ImmutableArray<Instant>> EarlierStartsAsync(LoadedVisit visit, ClinicFacts facts, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return MinorStarts.DaysCounted(visit.Patient, facts.Rules, now) is { } days
            ? await loads.StartsOfPatientAsync(visit.Visit.PatientId, visit.Visit.Id, now - Duration.FromDays(days) - MinorStarts.PlannedBefore, cancellation)
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
