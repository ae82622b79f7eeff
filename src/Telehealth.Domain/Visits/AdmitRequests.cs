using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>An admit that waits for the patient's word completes by itself: the desk asks this after the patient spoke, and sends the clinician's admit again.</summary>
public static class AdmitRequests
{
    /// <summary>The clinician whose admit would pass the gate now; null when none waits or it would not. Decides nothing: the admit asks the gate again.</summary>
    public static StaffId? ReadyToComplete(Visit visit, VisitFacts facts, Instant now) =>
        visit is { Phase: VisitPhase.Waiting, Claim: { } claim, AdmitRequestedUntil: { } until } && until > now && claim.Until > now
        && VisitLicensure.Evaluate(
            visit, facts, claim.ClinicianId, DecisionPurpose.Admit, DecisionBasis.Start, VisitLicensure.ExpectedEnd(visit, now), now).Verdict is Verdict.Allow
            ? claim.ClinicianId
            : null;
}
