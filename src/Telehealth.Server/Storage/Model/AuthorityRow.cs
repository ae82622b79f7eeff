using System.ComponentModel.DataAnnotations.Schema;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Storage.Model;

/// <summary>One authority record; only ever appended (<see cref="Authority"/>).</summary>
internal sealed class AuthorityRow
{
    public required AuthorityId Id { get; init; }
    public required StaffId ClinicianId { get; init; }

    /// <summary>Counts the clinician's records from 1.</summary>
    public required long Sequence { get; init; }

    public required AuthorityKind Kind { get; init; }
    public required Profession Profession { get; init; }

    /// <summary>USPS codes.</summary>
    public required string[] Jurisdictions { get; init; }

    public required string Number { get; init; }
    public required string Issuer { get; init; }
    public required LocalDate EffectiveOn { get; init; }
    public required LocalDate ExpiresOn { get; init; }
    public required BoardStatus BoardStatus { get; init; }
    public LocalDate? VerifiedOn { get; init; }
    public required string Source { get; init; }
    public required Instant RecordedAt { get; init; }
    public CompactId? Compact { get; init; }
    public string? Path { get; init; }
    public AuthorityId? DependsOn { get; init; }
    public string[] Encumbrances { get; init; } = [];

    /// <summary>USPS codes.</summary>
    public string[] RequiresClinicianIn { get; init; } = [];

    public bool TelehealthOnly { get; init; }
    public PatientScope Scope { get; init; }
    public UsageUnit? LimitUnit { get; init; }
    public int? LimitMax { get; init; }
    public UsageWindow? LimitWindow { get; init; }
    public int? LimitDays { get; init; }
    public LocalDate? EventOn { get; init; }
    public string? VerifiedBy { get; init; }
    public string? SourceUrl { get; init; }
    public AuthorityId? Supersedes { get; init; }

    public Authority ToAuthority() => new()
    {
        Id = Id, ClinicianId = ClinicianId, Sequence = Sequence, Kind = Kind, Profession = Profession, Jurisdictions = [.. Jurisdictions],
        Number = Number, Issuer = Issuer, EffectiveOn = EffectiveOn, ExpiresOn = ExpiresOn, BoardStatus = BoardStatus,
        VerifiedOn = VerifiedOn, Source = Source, RecordedAt = RecordedAt, Compact = Compact, Path = Path, DependsOn = DependsOn,
        Encumbrances = [.. Encumbrances], RequiresClinicianIn = [.. RequiresClinicianIn], TelehealthOnly = TelehealthOnly, Scope = Scope, Limit = Limit,
        EventOn = EventOn, VerifiedBy = VerifiedBy, SourceUrl = SourceUrl, Supersedes = Supersedes,
    };

    [NotMapped]
    public UsageLimit? Limit => LimitUnit is { } unit && LimitMax is { } max && LimitWindow is { } window ? new(unit, max, window, LimitDays) : null;
}
