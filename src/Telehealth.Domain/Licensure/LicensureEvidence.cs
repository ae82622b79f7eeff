using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>
/// The inputs after reduction: no address, no coordinates, no birth date. Local dates and ends of days are already worked out, and so is what
/// the rules say of each authority, so that a decision can be made again without the time-zone data and the rules of its day.
/// </summary>
public sealed record LicensureEvidence
{
    public required string? Country { get; init; }
    public required string? State { get; init; }
    public required Instant? AttestedAt { get; init; }
    public required int AttestationSequence { get; init; }

    /// <summary>From when the authority must hold: now for a start or a continuation, the planned start before.</summary>
    public required Instant StartsAt { get; init; }

    public required Instant ExpectedEnd { get; init; }

    /// <summary>The visit's dates in every zone of the attested state in which the patient may be; empty where the state is unknown.</summary>
    public required ImmutableArray<ZoneDates> Dates { get; init; }

    /// <summary>Version of the time-zone data that <see cref="Dates"/> was made with.</summary>
    public required string TimeZoneVersion { get; init; }

    /// <summary>Whole years on the earliest local date on which the visit may start; null when the birth date is unknown.</summary>
    public required int? PatientAge { get; init; }

    public required bool MinorBasisRecorded { get; init; }
    public required bool ConsentGiven { get; init; }
    public required bool IdentityVerified { get; init; }
    public required ImmutableArray<string> ServedStates { get; init; }

    /// <summary>The clinician named; where none is, the one who would be allowed, or one for each reason that nobody would be.</summary>
    public required ImmutableArray<ClinicianEvidence> Clinicians { get; init; }

    /// <summary>How many clinicians were looked at.</summary>
    public required int CliniciansConsidered { get; init; }

    public required LicensureNumbers Numbers { get; init; }

    /// <summary>What a minor's basis amounts to in each place where they may be a minor; null where the patient is none, and where rules did not speak of minors.</summary>
    public ImmutableArray<MinorFinding>? Minors { get; init; }

    /// <summary>Set when the engine failed, to the kind of failure; the verdict is Deny then.</summary>
    public string? Fault { get; init; }

    /// <summary>What only the second engine looks at; null in evidence of the first, which is judged as it was then.</summary>
    public WiderEvidence? More { get; init; }
}

/// <summary>A visit's first and last local date in one time zone.</summary>
public sealed record ZoneDates(string Zone, LocalDate StartsOn, LocalDate EndsOn);

/// <summary>The policy's numbers that a decision used.</summary>
/// <param name="AttestationMaxAgeSeconds">A start needs an attestation at most this old.</param>
/// <param name="VerifiedWithinDays">A primary-source check older than this warns.</param>
/// <param name="ExpiringWithinDays">An authority that ends within this many days after the visit warns.</param>
public sealed record LicensureNumbers(long AttestationMaxAgeSeconds, int VerifiedWithinDays, int ExpiringWithinDays);

/// <summary>One clinician's current authority records that bear on the attested state, the most useful first, at most eight; then one for each other candidate.</summary>
/// <param name="Profession">The profession the clinician acts in.</param>
/// <param name="Active">Someone who no longer works here is authorised by nothing.</param>
public sealed record ClinicianEvidence(
    StaffId ClinicianId, Profession Profession, bool Active, long FactsVersion, ImmutableArray<AuthorityEvidence> Authorities);

/// <param name="EndsAt">The end of <paramref name="ExpiresOn"/>, or of what it rests on, in the zone where it comes first.</param>
public sealed record AuthorityEvidence(
    AuthorityId Id, long Sequence, AuthorityKind Kind, Profession Profession, LocalDate EffectiveOn, LocalDate ExpiresOn, Instant EndsAt,
    BoardStatus BoardStatus, LocalDate? VerifiedOn)
{
    /// <summary>What more must hold; null for a state's own full licence, unencumbered and without conditions, held against the attested state.</summary>
    public AuthorityTerms? Terms { get; init; }
}
