using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>
/// The gate. Care happens where the patient sits, so the attested state's licence decides (licensure.md, 1 and 6). Pure: the same
/// question always gets the same decision, and the decision's evidence alone gives it again. Whatever is not known counts as no.
/// </summary>
public static class LicensureEngine
{
    private const string Outside = "OUTSIDE";
    private const int AgeOfMajority = 18;

    /// <summary>Collects every reason and answers with the worst. Never throws: a failure is a Deny with <c>ENGINE_ERROR</c>.</summary>
    public static LicensureDecision Evaluate(LicensureQuestion asked)
    {
        var question = InMicroseconds(asked);
        try
        {
            return Decide(EvidenceReduction.Reduce(question), question);
        }
        catch (Exception fault)
        {
            // Whatever went wrong in here, the patient must hear "no" rather than nothing, and the record must say so.
            return Decide(EvidenceReduction.OfFault(question, fault.GetType().Name), question);
        }
    }

    /// <summary>Makes a recorded decision again from its record: the same bytes, or the record was not made by these rules.</summary>
    public static LicensureDecision Replay(
        LicensureEvidence evidence, DecisionPurpose purpose, DecisionBasis basis, StaffId? clinicianId, Instant decidedAt, string rulesVersion)
    {
        var clinicians = Clinicians(evidence, decidedAt);
        var authority = clinicianId is null && MustBeNamed(purpose) ? null : ClinicianFinding.Best(clinicians)?.Authority;
        var reasons = Sorted(evidence.Fault is not null
            ? [Deny(ReasonCode.EngineError)]
            : [.. OfPlace(evidence, basis, decidedAt), .. OfAuthority(evidence, purpose, clinicianId, authority, clinicians, decidedAt), .. OfPatient(evidence, purpose)]);
        var verdict = Worst(reasons);

        return new()
        {
            Verdict = verdict,
            Reasons = reasons,
            Purpose = purpose,
            Basis = basis,
            ClinicianId = clinicianId,
            Jurisdiction = InUs(evidence) ? evidence.State : null,
            AuthorityId = verdict is Verdict.Deny ? null : authority?.Id,
            Candidates = evidence switch { { Country: null } => [], { Country: "US", State: null } => [], { Country: "US" } => [evidence.State], _ => [Outside] },
            DecidedAt = decidedAt,
            ValidUntil = verdict is Verdict.Allow && authority is not null ? ValidUntil(evidence, basis, authority, decidedAt) : decidedAt,
            RulesVersion = rulesVersion,
            Evidence = evidence,
        };
    }

    private static LicensureQuestion InMicroseconds(LicensureQuestion asked) => asked with
    {
        Now = asked.Now.ToMicroseconds(),
        StartsAt = asked.StartsAt.ToMicroseconds(),
        ExpectedEnd = asked.ExpectedEnd.ToMicroseconds(),
        Attestation = asked.Attestation is { } place ? place with { At = place.At.ToMicroseconds() } : null,
    };

    private static LicensureDecision Decide(LicensureEvidence evidence, LicensureQuestion question) =>
        Replay(evidence, question.Purpose, question.Basis, question.ClinicianId, question.Now, question.RulesVersion);

    private static ImmutableArray<ClinicianFinding> Clinicians(LicensureEvidence evidence, Instant decidedAt) =>
        [.. evidence.Clinicians.Select(c => ClinicianFinding.Of(c, evidence, decidedAt))];

    private static bool InUs(LicensureEvidence evidence) => evidence.Country is "US";

    private static IEnumerable<Reason> OfPlace(LicensureEvidence evidence, DecisionBasis basis, Instant decidedAt)
    {
        if (evidence.AttestedAt is not { } attestedAt || evidence.Country is null || (InUs(evidence) && evidence.State is null))
        {
            yield return Hold(ReasonCode.LocationNotAttested);
            yield break;
        }

        // The age of an attestation never blocks people who were lawfully started (rules.md, Starts and continuations).
        if (basis is DecisionBasis.Start && decidedAt - attestedAt > Duration.FromSeconds(evidence.Numbers.AttestationMaxAgeSeconds))
            yield return Hold(ReasonCode.AttestationStale);

        if (!InUs(evidence)) yield return Deny(ReasonCode.OutsideUs);
        else if (evidence.Dates.IsEmpty || !evidence.ServedStates.Contains(evidence.State!)) yield return Deny(ReasonCode.StateNotServed, evidence.State);
    }

    private static IEnumerable<Reason> OfAuthority(
        LicensureEvidence evidence, DecisionPurpose purpose, StaffId? clinicianId, AuthorityEvidence? authority,
        ImmutableArray<ClinicianFinding> clinicians, Instant decidedAt)
    {
        if (clinicianId is null && MustBeNamed(purpose)) return [Deny(ReasonCode.ClinicianNotNamed)];
        if (!InUs(evidence) || evidence.State is null) return [];
        if (authority is not null) return Warnings(evidence, authority, decidedAt);
        if (clinicians.IsEmpty) return [Deny(ReasonCode.NoAuthorityInState, evidence.State)];

        return clinicians.SelectMany(c => c.Obstacles.Select(o => Deny(o, clinicianId is null ? evidence.State : c.Nearest?.Authority.Id.ToString() ?? evidence.State)));
    }

    private static IEnumerable<Reason> Warnings(LicensureEvidence evidence, AuthorityEvidence authority, Instant decidedAt)
    {
        var subject = authority.Id.ToString();
        if (Period.DaysBetween(authority.VerifiedOn!.Value, decidedAt.InUtc().Date) > evidence.Numbers.VerifiedWithinDays)
            yield return new(ReasonCode.VerificationStale, ReasonSeverity.Warning, subject);

        if (Period.DaysBetween(evidence.Dates.Max(d => d.EndsOn), authority.ExpiresOn) <= evidence.Numbers.ExpiringWithinDays)
            yield return new(ReasonCode.AuthorityExpiringSoon, ReasonSeverity.Warning, subject);
    }

    private static IEnumerable<Reason> OfPatient(LicensureEvidence evidence, DecisionPurpose purpose)
    {
        // A dry run may ask about the place and the clinician alone.
        var ageMatters = purpose is not DecisionPurpose.DryRun || evidence.PatientAge is not null;

        if (!evidence.ConsentGiven) yield return Hold(ReasonCode.ConsentMissing);
        if (!evidence.IdentityVerified || (ageMatters && evidence.PatientAge is null)) yield return Hold(ReasonCode.IdentityUnverified);
        if (evidence is { PatientAge: < AgeOfMajority, MinorBasisRecorded: false }) yield return Hold(ReasonCode.GuardianConsentRequired);
    }

    private static bool MustBeNamed(DecisionPurpose purpose) => purpose switch
    {
        DecisionPurpose.Admit or DecisionPurpose.Resume or DecisionPurpose.Transfer or DecisionPurpose.TakeOver or DecisionPurpose.Grant => true,
        DecisionPurpose.CheckIn or DecisionPurpose.Reevaluation or DecisionPurpose.DryRun => false,
    };

    private static Instant ValidUntil(LicensureEvidence evidence, DecisionBasis basis, AuthorityEvidence authority, Instant decidedAt)
    {
        var limit = basis is DecisionBasis.Start && evidence.AttestedAt is { } at
            ? Instant.Min(authority.EndsAt, at + Duration.FromSeconds(evidence.Numbers.AttestationMaxAgeSeconds))
            : authority.EndsAt;
        return Instant.Max(limit, decidedAt);
    }

    private static ImmutableArray<Reason> Sorted(IEnumerable<Reason> reasons) =>
    [
        .. reasons.Distinct()
            .OrderByDescending(r => r.Severity)
            .ThenBy(r => r.Code.ToWire(), StringComparer.Ordinal)
            .ThenBy(r => r.Subject, StringComparer.Ordinal),
    ];

    private static Verdict Worst(ImmutableArray<Reason> reasons) =>
        reasons.IsEmpty ? Verdict.Allow : reasons.Max(r => r.Severity) switch
        {
            ReasonSeverity.Deny => Verdict.Deny,
            ReasonSeverity.Hold => Verdict.Hold,
            ReasonSeverity.Warning or ReasonSeverity.Info => Verdict.Allow,
        };

    private static Reason Hold(ReasonCode code, string? subject = null) => new(code, ReasonSeverity.Hold, subject);

    private static Reason Deny(ReasonCode code, string? subject = null) => new(code, ReasonSeverity.Deny, subject);
}
