using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

/// <summary>A wish to erase a patient, which a second person has to confirm in time. Hand-written table.</summary>
internal sealed class ErasureRow
{
    public required Guid Id { get; init; }
    public required PatientId PatientId { get; init; }
    public required StaffId RequestedBy { get; init; }
    public required Instant RequestedAt { get; init; }

    /// <summary>Not confirmed by then, it is void.</summary>
    public required Instant ExpiresAt { get; init; }

    public StaffId? ConfirmedBy { get; set; }
    public Instant? ConfirmedAt { get; set; }
    public StaffId? WithdrawnBy { get; set; }
    public Instant? WithdrawnAt { get; set; }

    public bool IsOpen(Instant now) => ConfirmedAt is null && WithdrawnAt is null && now < ExpiresAt;
}

/// <summary>Nothing of this patient, or of this one visit, is erased or pruned while it stands. Hand-written table.</summary>
internal sealed class LegalHoldRow
{
    public required Guid Id { get; init; }
    public required PatientId PatientId { get; init; }

    /// <summary>Null holds all that is known of the patient.</summary>
    public VisitId? VisitId { get; init; }

    public required StaffId PlacedBy { get; init; }
    public required Instant PlacedAt { get; init; }
    public StaffId? LiftedBy { get; set; }
    public Instant? LiftedAt { get; set; }
}

/// <summary>Something told to somebody outside, of which the patient can ask an account (45 CFR 164.528). Hand-written table; to whom, what and why is the record's personal part.</summary>
internal sealed class DisclosureRow
{
    public required Guid Id { get; init; }
    public required PatientId PatientId { get; init; }
    public required Instant DisclosedAt { get; init; }
    public required StaffId RecordedBy { get; init; }
    public required Instant RecordedAt { get; init; }

    /// <summary>Until then an authority wants the patient not to be told.</summary>
    public Instant? SuspendedUntil { get; init; }

    /// <summary>Number of its record in <c>clinic:disclosures</c>.</summary>
    public required long RecordSeq { get; set; }
}

/// <summary>A record that somebody has to look at and sign; added by a trigger. Hand-written table.</summary>
internal sealed class ReviewRow
{
    public required long RecordId { get; init; }
    public StaffId? SignedBy { get; set; }
    public Instant? SignedAt { get; set; }

    /// <summary>Of the signature's record in its stream; its note is sealed there.</summary>
    public long? SignedSeq { get; set; }
}

/// <summary>What a setting was at the last start, so that a change is seen: a keyed mark, never the value. Hand-written table.</summary>
internal sealed class SettingMarkRow
{
    public required string Name { get; init; }
    public required string Mark { get; set; }
}
