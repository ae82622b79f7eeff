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
    public required bool ConsentGiven { get; init; }
    public required bool IdentityVerified { get; init; }

    /// <summary>USPS codes.</summary>
    public required ImmutableSortedSet<string> ServedStates { get; init; }

    public required string RulesVersion { get; init; }
    public required VisitPolicy Policy { get; init; }
    public required Instant Now { get; init; }
}
