using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>What one clinician's records amount to: the authority to rely on, or why there is none.</summary>
internal sealed record ClinicianFinding(ClinicianEvidence Clinician, AuthorityFinding? Nearest)
{
    public AuthorityEvidence? Authority => Nearest is { Applies: true } nearest ? nearest.Authority : null;

    /// <summary>The nearest miss; empty when an authority applies.</summary>
    public ImmutableArray<ReasonCode> Obstacles => Nearest is null ? [ReasonCode.NoAuthorityInState] : Nearest.Obstacles;

    public static ClinicianFinding Of(ClinicianEvidence clinician, LicensureEvidence evidence, Instant decidedAt) =>
        new(clinician, clinician.Active ? Ranked(clinician, evidence, decidedAt).FirstOrDefault() : null);

    public static IEnumerable<AuthorityFinding> Ranked(ClinicianEvidence clinician, LicensureEvidence evidence, Instant decidedAt) =>
        AuthorityRules.Rank(clinician.Authorities.Select(a => AuthorityRules.Hold(a, clinician.Profession, evidence, decidedAt)));

    /// <summary>Of several clinicians who may, the one whose authority ends last.</summary>
    public static ClinicianFinding? Best(IEnumerable<ClinicianFinding> findings) => findings
        .Where(f => f.Authority is not null)
        .OrderByDescending(f => f.Authority!.ExpiresOn)
        .ThenBy(f => f.Clinician.ClinicianId.Value)
        .FirstOrDefault();
}
