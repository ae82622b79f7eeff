using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <param name="Subject">What the reason is about, where it helps: a USPS code or an authority id.</param>
public sealed record Reason(ReasonCode Code, ReasonSeverity Severity, string? Subject = null);

/// <summary>
/// May this clinician treat this patient in this place at this time? Never a bool: the verdict is the worst of its reasons, and the
/// evidence is enough to make the same decision again, to the same bytes.
/// </summary>
public sealed record LicensureDecision
{
    public required Verdict Verdict { get; init; }

    /// <summary>Every reason, not only the first, ordered by severity (worst first), then code, then subject.</summary>
    public required ImmutableArray<Reason> Reasons { get; init; }

    public required DecisionPurpose Purpose { get; init; }
    public required DecisionBasis Basis { get; init; }

    /// <summary>Null where the decision was about the clinic as a whole (check-in to a visit without a clinician).</summary>
    public required StaffId? ClinicianId { get; init; }

    /// <summary>USPS code of the attested state; null when it is unknown or outside the US.</summary>
    public required string? Jurisdiction { get; init; }

    /// <summary>The authority relied on; set exactly when the verdict rests on one.</summary>
    public required AuthorityId? AuthorityId { get; init; }

    /// <summary>Every place the patient may be in: USPS codes or <c>OUTSIDE</c>.</summary>
    public required ImmutableArray<string> Candidates { get; init; }

    public required Instant DecidedAt { get; init; }

    /// <summary>No promise past this instant: the attestation's age limit or the authority's end, whichever is earlier.</summary>
    public required Instant ValidUntil { get; init; }

    /// <summary>Version of the rule set and its hash.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The reduced inputs; see <see cref="LicensureEvidence"/>.</summary>
    public required LicensureEvidence Evidence { get; init; }
}
