using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>Asks the gate about each active clinician of the clinic, as if each were to start this visit now. Nothing is opened by it.</summary>
public static class WhoMayTreat
{
    public static ImmutableArray<LicensureDecision> Ask(Visit visit, VisitFacts facts, Instant now) =>
    [
        .. facts.Clinic.Clinicians.Values.Where(c => c.Active).OrderBy(c => c.Id.Value)
            .Select(c => VisitLicensure.Evaluate(
                visit, facts, c.Id, visit.StartedAt is null ? DecisionPurpose.Admit : DecisionPurpose.TakeOver, DecisionBasis.Start, VisitLicensure.ExpectedEnd(visit, now), now)),
    ];
}
