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
    private const int Engine = 2;
    // A record holds at most 16 KiB, and an authority with terms takes as much as two or three without.
    private const int RoomForAuthorities = 8;
    private const int RoomOfTerms = 2;
    private const int WitnessesKept = 8;

    private static readonly DateTimeZone FarthestWest = DateTimeZone.ForOffset(Offset.FromHours(-12));

    public static LicensureEvidence Reduce(LicensureQuestion question)
    {
        var evidence = WithoutClinicians(question);
        var asked = Asked(question);
        var all = new ClinicianEvidence[asked.Count];
        for (var i = 0; i < all.Length; i++) all[i] = Of(asked[i], question, evidence);
        return evidence with
        {
            Clinicians = question.ClinicianId is null ? Witnesses(all, evidence, question.Now) : ImmutableArray.Create(all),
            CliniciansConsidered = all.Length,
        };
    }

    /// <summary>What can still be said when the engine failed: what was asked, and nothing worked out from it.</summary>
    public static LicensureEvidence OfFault(LicensureQuestion question, string fault) => AsAsked(question, question.StartsAt, question.ExpectedEnd) with { Fault = fault };

    private static List<ClinicianFacts> Asked(LicensureQuestion question)
    {
        var asked = new List<ClinicianFacts>(question.ClinicianId is null ? question.Clinicians.Length : 1);
        foreach (var clinician in question.Clinicians)
        {
            if (question.ClinicianId is { } named ? clinician.Id == named : clinician.Active) asked.Add(clinician);
        }

        if (asked.Count > 1) asked.Sort(static (a, b) => a.Id.Value.CompareTo(b.Id.Value));
        return asked;
    }

    private static LicensureEvidence AsAsked(LicensureQuestion question, Instant startsAt, Instant expectedEnd) => new()
    {
        Country = question.Attestation?.Country,
        State = question.Attestation?.State,
        AttestedAt = question.Attestation?.At,
        AttestationSequence = question.Attestation?.Sequence ?? 0,
        StartsAt = startsAt,
        ExpectedEnd = expectedEnd,
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
        var startsAt = From(question);
        var expectedEnd = Instant.Max(startsAt, question.ExpectedEnd);
        var numbers = WiderNumbers(question.Policy);
        var device = state is null ? null : DeviceRules.Telling(question.Device, question.Basis, question.Now, numbers.DeviceMaxAgeSeconds);

        return AsAsked(question, startsAt, expectedEnd) with
        {
            Dates = PlaceDates.Of(state, device, startsAt, expectedEnd),
            PatientAge = question.PatientBirthDate is { } birth ? MinorConsent.AgeOn(birth, EarliestDate(startsAt, StateZones.Of(state))) : null,
            More = More(question, numbers, Others(state, device, question, startsAt, expectedEnd), startsAt, device, state),
            Minors = RuleReduction.MinorsOf(question, startsAt, device),
        };
    }

    private static Instant From(LicensureQuestion question) => question.Purpose switch
    {
        DecisionPurpose.DryRun => question.StartsAt,
        DecisionPurpose.CheckIn or DecisionPurpose.Reevaluation => Instant.Max(question.StartsAt, question.Now),
        DecisionPurpose.Admit or DecisionPurpose.Resume or DecisionPurpose.Transfer or DecisionPurpose.TakeOver or DecisionPurpose.Grant => question.Now,
    };

    private static WiderEvidence More(
        LicensureQuestion question, WiderNumbers numbers, ImmutableArray<CandidateEvidence> others, Instant startsAt, DeviceLocation? device, string? state) => new()
    {
        Engine = Engine,
        Numbers = numbers,
        Device = question.Device,
        Signals = question.Signals,
        TimeZoneDiffers = question.Signals?.TimeZone is { } zone && ClockCheck.Differs(zone, state, device, question.Now),
        MovedAt = question.MovedAt,
        ClinicianLocation = question.ClinicianLocation,
        HasAddress = question.Attestation is { HasAddress: true },
        Confirmation = question.Confirmation,
        Exemption = question.Exemption,
        EmergencyContactAsked = question.EmergencyContactAsked,
        FlexibilityEndsOn = FlexibilityEnd(question, startsAt),
        Others = others,
    };

    private static ImmutableArray<CandidateEvidence> Others(string? state, DeviceLocation? device, LicensureQuestion question, Instant startsAt, Instant expectedEnd)
    {
        if (device is null || (device.Candidates.Length == 1 && device.Candidates[0] == state)) return [];
        var others = ImmutableArray.CreateBuilder<CandidateEvidence>(device.Candidates.Length);
        foreach (var candidate in device.Candidates)
        {
            if (candidate == state || !DeviceRules.Counts(device, candidate)) continue;
            others.Add(new(candidate, question.ServedStates.Contains(candidate), PlaceDates.Of(candidate, device, startsAt, expectedEnd)));
        }

        return others.DrainToImmutable();
    }

    private static LocalDate? FlexibilityEnd(LicensureQuestion question, Instant startsAt)
    {
        if (question.ClinicianId is not { } named || question.Rules.Flexibilities.IsEmpty) return null;
        foreach (var clinician in question.Clinicians)
        {
            if (clinician.Id == named) return RuleIndex.Of(question.Rules).FlexibilityEnd(clinician.Profession, startsAt.InUtc().Date);
        }

        return null;
    }

    private static LocalDate EarliestDate(Instant at, ImmutableArray<DateTimeZone> zones)
    {
        if (zones.IsEmpty) return at.InZone(FarthestWest).Date;
        var earliest = at.InZone(zones[0]).Date;
        foreach (var zone in zones) earliest = LocalDate.Min(earliest, at.InZone(zone).Date);
        return earliest;
    }

    private static LicensureNumbers Numbers(VisitPolicy policy) => new(
        (long)policy.AttestationMaxAge.TotalSeconds, policy.AuthorityVerifiedWithinDays, policy.AuthorityExpiringWithinDays);

    private static WiderNumbers WiderNumbers(VisitPolicy policy) => new((long)policy.DeviceLocationMaxAge.TotalSeconds, policy.RulesReadWithinDays, policy.EncumberedWarns);

    private static ClinicianEvidence Of(ClinicianFacts facts, LicensureQuestion question, LicensureEvidence evidence)
    {
        var bearing = evidence.Dates.IsEmpty ? [] : AuthorityReduction.Of(facts, question, evidence);
        var all = new ClinicianEvidence(facts.Id, facts.Profession, facts.Active, facts.FactsVersion, [.. bearing]);
        return bearing.Count < 2 ? all : all with { Authorities = MostUseful(all, evidence, question.Now) };
    }

    /// <summary>For the attested state some, for each other state the one that would be relied on.</summary>
    private static ImmutableArray<AuthorityEvidence> MostUseful(ClinicianEvidence all, LicensureEvidence evidence, Instant now)
    {
        var here = new List<AuthorityFinding>(all.Authorities.Length);
        foreach (var authority in all.Authorities)
        {
            if (authority.Terms?.State is null) here.Add(AuthorityRules.Hold(authority, all.Profession, evidence, now));
        }

        here.Sort(AuthorityRules.Nearest);
        var kept = ImmutableArray.CreateBuilder<AuthorityEvidence>(Math.Min(here.Count, RoomForAuthorities) + evidence.More!.Others.Length);
        var room = RoomForAuthorities;
        for (var i = 0; i < here.Count && room > 0; i++)
        {
            kept.Add(here[i].Authority);
            room -= here[i].Authority.Terms is null ? 1 : RoomOfTerms;
        }

        foreach (var other in evidence.More.Others)
        {
            if (ClinicianFinding.Nearby(all with { Active = true }, other.State, evidence, now) is { } nearest) kept.Add(nearest.Authority);
        }

        return kept.DrainToImmutable();
    }

    /// <summary>The clinician with the least in the way, or the first one for each reason why nobody may.</summary>
    private static ImmutableArray<ClinicianEvidence> Witnesses(ClinicianEvidence[] all, LicensureEvidence evidence, Instant now)
    {
        var findings = Array.ConvertAll(all, c => ClinicianFinding.Of(c, evidence, now));
        if (ClinicianFinding.Best(findings) is { } best) return [best.Clinician];

        var seen = new Obstacles();
        var witnesses = ImmutableArray.CreateBuilder<ClinicianEvidence>();
        foreach (var finding in findings)
        {
            if (finding.Obstacles.Without(seen).IsEmpty || witnesses.Count == WitnessesKept) continue;
            seen = new(seen.Bits | finding.Obstacles.Bits);
            witnesses.Add(finding.Clinician with { Authorities = finding.Nearest is { } nearest ? [nearest.Authority] : [] });
        }

        return witnesses.DrainToImmutable();
    }
}
