using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Licensure;

/// <summary>
/// From a question to the least evidence that gives the same decision. It bounds a record's size: a clinic may have hundreds of
/// clinicians, and a clinician any number of old licences.
/// </summary>
internal static class EvidenceReduction
{
    private const int AuthoritiesKept = 8;

    // 9999 stands for "no end" in registers; the day after the last one cannot be written.
    private static readonly Instant EndOfCalendar = Instant.FromUtc(9999, 12, 31, 0, 0);
    private static readonly DateTimeZone FarthestWest = DateTimeZone.ForOffset(Offset.FromHours(-12));

    public static LicensureEvidence Reduce(LicensureQuestion question)
    {
        var evidence = WithoutClinicians(question);
        var all = question.Clinicians
            .Where(c => question.ClinicianId is null ? c.Active : c.Id == question.ClinicianId)
            .OrderBy(c => c.Id.Value)
            .Select(c => Of(c, evidence, question.Now))
            .ToImmutableArray();

        return evidence with
        {
            Clinicians = question.ClinicianId is null ? Witnesses(all, evidence, question.Now) : all,
            CliniciansConsidered = all.Length,
        };
    }

    /// <summary>What can still be said when the engine failed: what was asked, and nothing worked out from it.</summary>
    public static LicensureEvidence OfFault(LicensureQuestion question, string fault) => AsAsked(question) with { Fault = fault };

    private static LicensureEvidence AsAsked(LicensureQuestion question) => new()
    {
        Country = question.Attestation?.Country,
        State = question.Attestation?.State,
        AttestedAt = question.Attestation?.At,
        AttestationSequence = question.Attestation?.Sequence ?? 0,
        StartsAt = question.StartsAt,
        ExpectedEnd = question.ExpectedEnd,
        Dates = [],
        TimeZoneVersion = StateZones.Version,
        PatientAge = null,
        MinorBasisRecorded = question.MinorBasisRecorded,
        ConsentGiven = question.ConsentGiven,
        IdentityVerified = question.IdentityVerified,
        ServedStates = [.. question.ServedStates ?? []],
        Clinicians = [],
        CliniciansConsidered = 0,
        Numbers = Numbers(question.Policy ?? VisitPolicy.Default),
    };

    private static LicensureEvidence WithoutClinicians(LicensureQuestion question)
    {
        var state = question.Attestation is { Country: "US" } attestation ? attestation.State : null;
        var zones = StateZones.Of(state);
        var startsAt = From(question);
        var expectedEnd = Instant.Max(startsAt, question.ExpectedEnd);

        return AsAsked(question) with
        {
            StartsAt = startsAt,
            ExpectedEnd = expectedEnd,
            Dates = [.. zones.Select(z => new ZoneDates(z.Id, startsAt.InZone(z).Date, expectedEnd.InZone(z).Date))],
            PatientAge = question.PatientBirthDate is { } birth ? Age(birth, EarliestDate(startsAt, zones)) : null,
        };
    }

    private static Instant From(LicensureQuestion question) => question.Purpose switch
    {
        DecisionPurpose.DryRun => question.StartsAt,
        DecisionPurpose.CheckIn or DecisionPurpose.Reevaluation => Instant.Max(question.StartsAt, question.Now),
        DecisionPurpose.Admit or DecisionPurpose.Resume or DecisionPurpose.Transfer or DecisionPurpose.TakeOver or DecisionPurpose.Grant => question.Now,
    };

    private static LocalDate EarliestDate(Instant at, ImmutableArray<DateTimeZone> zones) =>
        zones.IsEmpty ? at.InZone(FarthestWest).Date : zones.Min(z => at.InZone(z).Date);

    /// <summary>Someone born on 29 February grows older on 1 March.</summary>
    private static int Age(LocalDate birth, LocalDate on) =>
        on.Year - birth.Year - ((on.Month, on.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);

    private static LicensureNumbers Numbers(VisitPolicy policy) => new(
        (long)policy.AttestationMaxAge.TotalSeconds, policy.AuthorityVerifiedWithinDays, policy.AuthorityExpiringWithinDays);

    private static ClinicianEvidence Of(ClinicianFacts facts, LicensureEvidence evidence, Instant now)
    {
        var state = evidence.Dates.IsEmpty ? null : evidence.State;
        var records = AuthorityRules.Current(facts.Authorities)
            .Where(a => a.ClinicianId == facts.Id && state is not null && a.Jurisdictions.Contains(state, StringComparer.Ordinal))
            .Select(a => Of(a, evidence));

        var all = new ClinicianEvidence(facts.Id, facts.Profession, facts.Active, facts.FactsVersion, [.. records]);
        return all with { Authorities = [.. ClinicianFinding.Ranked(all, evidence, now).Take(AuthoritiesKept).Select(f => f.Authority)] };
    }

    private static AuthorityEvidence Of(Authority authority, LicensureEvidence evidence) => new(
        authority.Id, authority.Sequence, authority.Kind, authority.Profession, authority.EffectiveOn, authority.ExpiresOn,
        EndOf(authority.ExpiresOn, StateZones.Of(evidence.State)), authority.BoardStatus, authority.VerifiedOn);

    private static Instant EndOf(LocalDate date, ImmutableArray<DateTimeZone> zones) =>
        date.Year >= 9999 ? EndOfCalendar : zones.Min(z => z.AtStartOfDay(date.PlusDays(1)).ToInstant());

    /// <summary>The clinician who may, or the first one for each reason why nobody may.</summary>
    private static ImmutableArray<ClinicianEvidence> Witnesses(ImmutableArray<ClinicianEvidence> all, LicensureEvidence evidence, Instant now)
    {
        var findings = all.Select(c => ClinicianFinding.Of(c, evidence, now)).ToList();
        if (ClinicianFinding.Best(findings) is { } best) return [best.Clinician];

        var seen = new HashSet<ReasonCode>();
        return
        [
            .. findings.Where(f => f.Obstacles.Where(seen.Add).ToList() is not [])
                .Select(f => f.Clinician with { Authorities = f.Nearest is null ? [] : [f.Nearest.Authority] }),
        ];
    }
}
