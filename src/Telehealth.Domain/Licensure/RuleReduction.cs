using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>From the rows of the rules about people to what a decision needs of them.</summary>
internal static class RuleReduction
{
    /// <summary>Null for adults, for whom no birth date or place is known, and where the rules say nothing of minors.</summary>
    public static ImmutableArray<MinorFinding>? MinorsOf(LicensureQuestion question, Instant startsAt, DeviceLocation? device)
    {
        // A dry run may suppose a basis without naming one.
        var supposed = question is { MinorBasisRecorded: true, MinorBasis: null };
        if (supposed || question.Rules.Minors.IsDefaultOrEmpty || question.PatientBirthDate is not { } birth) return null;

        var findings = MinorConsent.Decide(question.Rules.Minors, new(
            [.. MinorPlaces.CandidatesOf(question.Attestation, device).Select(state => new MinorPlace(state, MinorPlaces.EarliestDate(state, startsAt)))],
            birth, ActingOf(question), question.MinorBasis, question.GuardianVerified, question.Now, question.EarlierStarts,
            question.Policy.RulesReadWithinDays));
        return findings.IsEmpty ? null : findings;
    }

    private static Profession? ActingOf(LicensureQuestion question) =>
        question.ClinicianId is { } id && question.Clinicians.FirstOrDefault(c => c.Id == id) is { } clinician ? clinician.Profession : null;
}
