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

    public Authority ToAuthority() => new()
    {
        Id = Id, ClinicianId = ClinicianId, Sequence = Sequence, Kind = Kind, Profession = Profession, Jurisdictions = [.. Jurisdictions],
        Number = Number, Issuer = Issuer, EffectiveOn = EffectiveOn, ExpiresOn = ExpiresOn, BoardStatus = BoardStatus,
        VerifiedOn = VerifiedOn, Source = Source, RecordedAt = RecordedAt,
    };
}
