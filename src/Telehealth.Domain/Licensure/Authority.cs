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

    /// <summary>The compact that it comes from; null for a state's own.</summary>
    public CompactId? Compact { get; init; }

    /// <summary>The path of the rules that it is on; needed where the state has several of its kind for the profession.</summary>
    public string? Path { get; init; }

    /// <summary>The home licence that it rests on: any record of it, of which the latest counts.</summary>
    public AuthorityId? DependsOn { get; init; }

    /// <summary>Restrictions by the board, as codes or in words; any one encumbers it.</summary>
    public ImmutableArray<string> Encumbrances { get; init; } = [];

    /// <summary>USPS codes of the states in one of which the clinician must sit; empty for anywhere.</summary>
    public ImmutableArray<string> RequiresClinicianIn { get; init; } = [];

    /// <summary>No care in person under it.</summary>
    public bool TelehealthOnly { get; init; }

    public PatientScope Scope { get; init; }
    public UsageLimit? Limit { get; init; }

    /// <summary>The day from which a limit or a term counts, such as the patient's move.</summary>
    public LocalDate? EventOn { get; init; }

    public string? VerifiedBy { get; init; }
    public string? SourceUrl { get; init; }

    /// <summary>An earlier record whose place this one takes, where the two are not of one number.</summary>
    public AuthorityId? Supersedes { get; init; }
}
