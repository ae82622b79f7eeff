using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Consent;

/// <summary>What of a visit decides whether its patient may be treated as a minor.</summary>
internal static class MinorFacts
{
    /// <summary>Null while the birth date or the place is not known.</summary>
    public static MinorQuestion? QuestionOf(Visit visit, VisitFacts facts, StaffId? clinician, Instant now) =>
        QuestionOf(visit, facts.Clinic, facts.Patient.BirthDate, clinician, now) is { } asked ? asked with { EarlierStarts = facts.Patient.EarlierStarts } : null;

    /// <summary>What a clinician may choose from, null while that cannot be told. Visits that a rule counts are looked at when one is chosen.</summary>
    public static ImmutableArray<MinorBasis>? Offered(Visit visit, ClinicFacts clinic, LocalDate? birthDate, Instant now) =>
        QuestionOf(visit, clinic, birthDate, visit.ClinicianId, now) is { } asked ? MinorConsent.Offered(clinic.Rules.Minors, asked) : null;

    private static MinorQuestion? QuestionOf(Visit visit, ClinicFacts clinic, LocalDate? birthDate, StaffId? clinician, Instant now)
    {
        if (birthDate is not { } birth || PlacesOf(visit, now) is not { IsEmpty: false } places) return null;
        var profession = clinician is { } id && clinic.Clinicians.TryGetValue(id, out var known) ? known.Profession : default(Profession?);
        return new(places, birth, profession, visit.MinorBasis, visit.GuardianVerified, now, [], clinic.Policy.RulesReadWithinDays);
    }

    /// <summary>Every place where the patient may be, with the earliest date on which the visit may start there.</summary>
    private static ImmutableArray<MinorPlace> PlacesOf(Visit visit, Instant now)
    {
        var at = visit.StartedAt is null ? Instant.Max(now, visit.StartsAt) : now;
        return [.. MinorPlaces.CandidatesOf(visit.Attestation, visit.Device).Select(state => new MinorPlace(state, MinorPlaces.EarliestDate(state, at)))];
    }
}
