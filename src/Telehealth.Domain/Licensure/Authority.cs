using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>
/// One append-only authority record. A later record (higher <see cref="Sequence"/>) with the same kind, profession, issuer and number
/// supersedes an earlier one: that is how an authority is renewed, suspended or revoked. Nothing is ever edited.
/// </summary>
public sealed record Authority
{
    public required AuthorityId Id { get; init; }
    public required StaffId ClinicianId { get; init; }

    /// <summary>Counts the clinician's records from 1.</summary>
    public required long Sequence { get; init; }

    public required AuthorityKind Kind { get; init; }
    public required Profession Profession { get; init; }

    /// <summary>USPS codes.</summary>
    public required ImmutableArray<string> Jurisdictions { get; init; }

    public required string Number { get; init; }
    public required string Issuer { get; init; }

    /// <summary>First day of validity, inclusive, in the patient's local date.</summary>
    public required LocalDate EffectiveOn { get; init; }

    /// <summary>Last day of validity, inclusive, in the patient's local date.</summary>
    public required LocalDate ExpiresOn { get; init; }

    public required BoardStatus BoardStatus { get; init; }

    /// <summary>Day of the last primary-source check; null means never verified, which authorises nothing.</summary>
    public required LocalDate? VerifiedOn { get; init; }

    public required string Source { get; init; }
    public required Instant RecordedAt { get; init; }
}
