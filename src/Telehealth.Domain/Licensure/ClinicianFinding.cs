using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>What one clinician's records amount to in one state: the authority to rely on, or why there is none.</summary>
/// <param name="Widely">It applies in every other state too that the patient may be in.</param>
internal readonly record struct ClinicianFinding(ClinicianEvidence Clinician, AuthorityFinding? Nearest, bool Widely)
{
    private static readonly Obstacles Nothing = new Obstacles().And(ReasonCode.NoAuthorityInState);

    public AuthorityEvidence? Authority => Nearest is { Applies: true } nearest ? nearest.Authority : null;

    /// <summary>The nearest miss; empty when an authority applies.</summary>
    public Obstacles Obstacles => Nearest?.Obstacles ?? Nothing;

    public static ClinicianFinding Of(ClinicianEvidence clinician, LicensureEvidence evidence, Instant decidedAt)
    {
        var others = evidence.More?.Others ?? [];
        var widely = !others.IsEmpty;
        foreach (var other in others) widely = widely && other.Served && Nearby(clinician, other.State, evidence, decidedAt) is { Applies: true };
        return new(clinician, Nearby(clinician, null, evidence, decidedAt), widely);
    }

    /// <summary>The nearest of a clinician's records in a state (null for the attested one); null where there is none.</summary>
    public static AuthorityFinding? Nearby(ClinicianEvidence clinician, string? state, LicensureEvidence evidence, Instant decidedAt)
    {
        if (!clinician.Active) return null;
        AuthorityFinding? nearest = null;
        foreach (var authority in clinician.Authorities)
        {
            if (authority.Terms?.State != state) continue;
            var finding = AuthorityRules.Hold(authority, clinician.Profession, evidence, decidedAt);
            if (nearest is not { } best || AuthorityRules.Nearest(finding, best) < 0) nearest = finding;
        }

        return nearest;
    }

    /// <summary>Of several clinicians, the one with the least in the way; of those who may, who may in every candidate state, then the one whose authority ends last.</summary>
    public static ClinicianFinding? Best(ReadOnlySpan<ClinicianFinding> findings)
    {
        ClinicianFinding? best = null;
        foreach (var finding in findings)
        {
            if (finding.Nearest is null || finding.Obstacles.Worst is ReasonSeverity.Deny) continue;
            if (best is not { } other || Compare(finding, other) < 0) best = finding;
        }

        return best;
    }

    private static int Compare(ClinicianFinding a, ClinicianFinding b) =>
        a.Obstacles.Worst.CompareTo(b.Obstacles.Worst) is var worst and not 0 ? worst
        : b.Widely.CompareTo(a.Widely) is var widely and not 0 ? widely
        : b.Nearest!.Value.Authority.ExpiresOn.CompareTo(a.Nearest!.Value.Authority.ExpiresOn) is var ends and not 0 ? ends
        : a.Clinician.ClinicianId.Value.CompareTo(b.Clinician.ClinicianId.Value);
}
