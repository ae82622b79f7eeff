using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Desk;

/// <summary>What is asked ahead of any visit: where, and from when to when.</summary>
/// <param name="JudgedAt">The instant as of which it is judged; an answer for a day to come is judged as of that day.</param>
internal sealed record DryRunOf(string State, Instant StartsAt, Instant EndsAt, Instant JudgedAt)
{
    /// <summary>Half an hour at noon there, which is the same date in every zone of a state.</summary>
    public static DryRunOf Day(string state, LocalDate on, Instant now)
    {
        var zones = StateZones.Of(state);
        var noon = zones.IsEmpty ? on.At(LocalTime.Noon).InUtc().ToInstant() : on.At(LocalTime.Noon).InZoneLeniently(zones[0]).ToInstant();
        return new(state, noon, noon + Duration.FromMinutes(30), Instant.Max(noon, now));
    }
}

/// <summary>Asks the gate about a clinician and a place, with the patient's side taken as settled. The same engine, on the same facts; nothing is opened by it.</summary>
internal static class DryRun
{
    public static LicensureDecision Ask(ClinicFacts clinic, ClinicianFacts clinician, DryRunOf asked) => LicensureEngine.Evaluate(new LicensureQuestion
    {
        Purpose = DecisionPurpose.DryRun, Basis = DecisionBasis.Start, ClinicianId = clinician.Id, Clinicians = [clinician],
        Attestation = new LocationAttestation(1, "US", asked.State, StatedBy.ByStaff, asked.JudgedAt, true),
        StartsAt = asked.StartsAt, ExpectedEnd = asked.EndsAt, PatientBirthDate = null, MinorBasisRecorded = true, ConsentGiven = true, IdentityVerified = true,
        ServedStates = clinic.ServedStates, RulesVersion = clinic.RulesVersion, Rules = clinic.Rules, Policy = clinic.Policy, Now = asked.JudgedAt,
    });

    /// <summary>The record that a decision rests on.</summary>
    public static Authority? AuthorityOf(ClinicianFacts clinician, LicensureDecision decision) =>
        decision.AuthorityId is { } id ? clinician.Authorities.FirstOrDefault(a => a.Id == id) : null;
}
