using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Consent;

/// <summary>What of a visit decides whether its patient may be treated as a minor.</summary>
internal static class MinorFacts
{
    /// <summary>Null while the birth date or the place is not known.</summary>
    public static MinorQuestion? QuestionOf(Visit visit, VisitFacts facts, StaffId? clinician, Instant now)
    {
        if (facts.Patient.BirthDate is not { } birth || PlacesOf(visit, now) is not { IsEmpty: false } places) return null;
        var profession = clinician is { } id && facts.Clinic.Clinicians.TryGetValue(id, out var known) ? known.Profession : default(Profession?);
        return new(places, birth, profession, visit.MinorBasis, visit.GuardianVerified, now, facts.Patient.EarlierStarts, facts.Clinic.Policy.RulesReadWithinDays);
    }

    /// <summary>Every place where the patient may be, with the earliest date on which the visit may start there.</summary>
    private static ImmutableArray<MinorPlace> PlacesOf(Visit visit, Instant now)
    {
        var at = visit.StartedAt is null ? Instant.Max(now, visit.StartsAt) : now;
        return [.. MinorPlaces.CandidatesOf(visit.Attestation, visit.Device).Select(state => new MinorPlace(state, MinorPlaces.EarliestDate(state, at)))];
    }
}
