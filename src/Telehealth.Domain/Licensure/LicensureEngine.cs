using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>
/// The gate. Care happens where the patient sits, so the attested state's licence decides (licensure.md, 1 and 6). Pure: the same
/// question always gets the same decision, and the decision's evidence alone gives it again. Whatever is not known counts as no.
/// </summary>
public static class LicensureEngine
{
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
        var asked = new Asked(purpose, basis, clinicianId, decidedAt);
        var reasons = new Reasons();
        var best = evidence.Fault is null ? Judge(evidence, asked, reasons) : Failed(reasons);
        var verdict = reasons.Verdict;
        var authority = best?.Nearest?.Authority;

        return new()
        {
            Verdict = verdict,
            Reasons = reasons.Sorted(),
            Purpose = purpose,
            Basis = basis,
            ClinicianId = clinicianId,
            Jurisdiction = PlaceReasons.InUs(evidence) ? evidence.State : null,
            AuthorityId = verdict is Verdict.Deny ? null : authority?.Id,
            Candidates = PlaceReasons.Candidates(evidence, asked),
            DecidedAt = decidedAt,
            ValidUntil = verdict is Verdict.Allow && authority is not null ? ValidUntil(evidence, basis, authority, decidedAt) : decidedAt,
            RulesVersion = rulesVersion,
            Evidence = evidence,
        };
    }

    private static LicensureQuestion InMicroseconds(LicensureQuestion asked) =>
        IsWhole(asked.Now) && IsWhole(asked.StartsAt) && IsWhole(asked.ExpectedEnd) && IsWhole(asked.Attestation?.At) && IsWhole(asked.Device?.At)
        && IsWhole(asked.Confirmation?.At) && IsWhole(asked.Exemption?.At) && IsWhole(asked.MovedAt) ? asked : asked with
        {
            Now = asked.Now.ToMicroseconds(),
            StartsAt = asked.StartsAt.ToMicroseconds(),
            ExpectedEnd = asked.ExpectedEnd.ToMicroseconds(),
            Attestation = asked.Attestation is { } place ? place with { At = place.At.ToMicroseconds() } : null,
            Device = asked.Device is { } device ? device with { At = device.At.ToMicroseconds() } : null,
            Confirmation = asked.Confirmation is { } confirmed ? confirmed with { At = confirmed.At.ToMicroseconds() } : null,
            Exemption = asked.Exemption is { } chosen ? chosen with { At = chosen.At.ToMicroseconds() } : null,
            MovedAt = asked.MovedAt?.ToMicroseconds(),
        };

    private static bool IsWhole(Instant? at) => at is not { } instant || instant.ToMicroseconds() == instant;

    private static LicensureDecision Decide(LicensureEvidence evidence, LicensureQuestion question) =>
        Replay(evidence, question.Purpose, question.Basis, question.ClinicianId, question.Now, question.RulesVersion);

    private static ClinicianFinding? Failed(Reasons reasons)
    {
        reasons.Deny(ReasonCode.EngineError);
        return null;
    }

    private static ClinicianFinding? Judge(LicensureEvidence evidence, Asked asked, Reasons reasons)
    {
        var findings = new ClinicianFinding[evidence.Clinicians.Length];
        for (var i = 0; i < findings.Length; i++) findings[i] = ClinicianFinding.Of(evidence.Clinicians[i], evidence, asked.DecidedAt);
        var best = asked is { ClinicianId: null, MustBeNamed: true } ? null : ClinicianFinding.Best(findings);

        PlaceReasons.Of(evidence, asked, reasons);
        AuthorityReasons.Of(evidence, asked, best, findings, reasons);
        DeviceReasons.Of(evidence, asked, best is { Widely: true }, reasons);
        PatientReasons.Of(evidence, asked, reasons);
        return best;
    }

    private static Instant ValidUntil(LicensureEvidence evidence, DecisionBasis basis, AuthorityEvidence authority, Instant decidedAt)
    {
        var limit = basis is DecisionBasis.Start && evidence.AttestedAt is { } at
            ? Instant.Min(authority.EndsAt, at + Duration.FromSeconds(evidence.Numbers.AttestationMaxAgeSeconds))
            : authority.EndsAt;
        return Instant.Max(limit, decidedAt);
    }
}

/// <summary>What a decision is made for, by whom and when.</summary>
internal readonly record struct Asked(DecisionPurpose Purpose, DecisionBasis Basis, StaffId? ClinicianId, Instant DecidedAt)
{
    public bool MustBeNamed => Purpose switch
    {
        DecisionPurpose.Admit or DecisionPurpose.Resume or DecisionPurpose.Transfer or DecisionPurpose.TakeOver or DecisionPurpose.Grant => true,
        DecisionPurpose.CheckIn or DecisionPurpose.Reevaluation or DecisionPurpose.DryRun => false,
    };
}
