using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Licensure;

/// <summary>May this clinician treat this patient in this place at this time? Everything that the answer may depend on.</summary>
public sealed record LicensureQuestion
{
    public required DecisionPurpose Purpose { get; init; }
    public required DecisionBasis Basis { get; init; }

    /// <summary>Null asks for the clinic as a whole, which only a check-in, a re-evaluation or a dry run may.</summary>
    public required StaffId? ClinicianId { get; init; }

    /// <summary>The one named, or all active clinicians of the clinic when none is named yet.</summary>
    public required ImmutableArray<ClinicianFacts> Clinicians { get; init; }

    /// <summary>Null means unknown, and unknown means no.</summary>
    public required LocationAttestation? Attestation { get; init; }

    /// <summary>The planned start; only what is asked ahead (check-in, re-evaluation, dry run) looks at it, a start or a continuation starts now.</summary>
    public required Instant StartsAt { get; init; }

    public required Instant ExpectedEnd { get; init; }
    public required LocalDate? PatientBirthDate { get; init; }
    public required bool MinorBasisRecorded { get; init; }

    /// <summary>Which basis; null where none is recorded, or where one is only supposed.</summary>
    public MinorBasis? MinorBasis { get; init; }

    /// <summary>The identity of the guardian who consented was verified.</summary>
    public bool GuardianVerified { get; init; }

    /// <summary>When other visits of the patient started lately; what limits a minor's own consent counts them.</summary>
    public ImmutableArray<Instant> EarlierStarts { get; init; } = [];
    public required bool ConsentGiven { get; init; }
    public required bool IdentityVerified { get; init; }

    /// <summary>USPS codes.</summary>
    public required ImmutableSortedSet<string> ServedStates { get; init; }

    public required string RulesVersion { get; init; }

    /// <summary>What <see cref="RulesVersion"/> cites.</summary>
    public RuleSet Rules { get; init; } = RuleSet.Empty;

    /// <summary>Where the patient's device says it is; null where nothing was told.</summary>
    public DeviceLocation? Device { get; init; }

    public WeakSignals? Signals { get; init; }

    /// <summary>When a device was last found in another state than before; null for never in this visit.</summary>
    public Instant? MovedAt { get; init; }

    /// <summary>Where the clinician said they sit: a USPS code or <c>OUTSIDE</c>; null when unknown.</summary>
    public string? ClinicianLocation { get; init; }

    public LocationConfirmation? Confirmation { get; init; }
    public ExemptionChoice? Exemption { get; init; }
    public VisitKind VisitKind { get; init; }

    /// <summary>The visit that it is asked for, whose own uses of a limited authority do not count against it; null for none.</summary>
    public VisitId? VisitId { get; init; }

    public PatientId? PatientId { get; init; }

    /// <summary>Someone to reach in an emergency was named, or the patient declined to.</summary>
    public bool EmergencyContactAsked { get; init; } = true;
    public required VisitPolicy Policy { get; init; }
    public required Instant Now { get; init; }
}
