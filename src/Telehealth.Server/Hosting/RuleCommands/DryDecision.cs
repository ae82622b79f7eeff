using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Hosting.RuleCommands;

/// <summary>What the gate would say of a booked visit if its patient were in a state, consented and identified.</summary>
internal static class DryDecision
{
    public static LicensureDecision Of(LoadedVisit booked, string state, ClinicFacts clinic, Instant now)
    {
        var visit = booked.Visit;
        return LicensureEngine.Evaluate(new LicensureQuestion
        {
            Purpose = DecisionPurpose.DryRun, Basis = DecisionBasis.Start, ClinicianId = visit.ClinicianId,
            Clinicians = visit.ClinicianId is { } id ? clinic.Clinicians.TryGetValue(id, out var named) ? [named] : [] : [.. clinic.Clinicians.Values.Where(c => c.Active)],
            Attestation = new LocationAttestation(1, "US", state, StatedBy.ByStaff, now, HasAddress: true),
            StartsAt = visit.StartsAt, ExpectedEnd = visit.PlannedEnd, PatientBirthDate = booked.Patient.BirthDate,
            // Before a basis is recorded the minor's own is supposed: that is the one which rules change.
            MinorBasisRecorded = true, MinorBasis = visit.MinorBasis ?? OwnOf(clinic, state), GuardianVerified = true,
            ConsentGiven = true, IdentityVerified = true, ServedStates = clinic.ServedStates, RulesVersion = clinic.RulesVersion, Rules = clinic.Rules,
            VisitKind = visit.Kind, VisitId = visit.Id, PatientId = visit.PatientId, Policy = clinic.Policy, Now = now,
        });
    }

    private static MinorBasis OwnOf(ClinicFacts clinic, string state) =>
        clinic.Rules.Minors.FirstOrDefault(m => m.State == state && m.Basis is (MinorBasis.SelfConsentByStateLaw or MinorBasis.SelfConsentInCrisis))?.Basis ?? MinorBasis.GuardianConsented;
}
