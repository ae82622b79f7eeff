using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>One authority held against one state, with what the rules and its other records say of it.</summary>
public sealed record AuthorityTerms
{
    /// <summary>USPS code; null for the attested state.</summary>
    public string? State { get; init; }

    /// <summary>The record names this state.</summary>
    public bool Named { get; init; }

    public bool Encumbered { get; init; }
    public CompactTerms? Compact { get; init; }
    public PathTerms? Path { get; init; }

    /// <summary>It must rest on a home licence, whose evidence is <see cref="Home"/> where there is one.</summary>
    public bool NeedsHome { get; init; }

    public HomeEvidence? Home { get; init; }

    /// <summary>States in one of which the clinician must sit; empty for anywhere.</summary>
    public ImmutableArray<string> ClinicianIn { get; init; } = [];

    public bool NeedsJustification { get; init; }

    /// <summary>Which patients are covered, by the record and by the path.</summary>
    public PatientScope Scope { get; init; }

    public PatientScope PathScope { get; init; }

    /// <summary>Each limit with what is used of it.</summary>
    public ImmutableArray<UsageEvidence> Usage { get; init; } = [];

    /// <summary>The visit's dates at UTC-4, by which a compact privilege ends (licensure.md, 2: CompactConnect).</summary>
    public ZoneDates? PrivilegeDates { get; init; }

    /// <summary>The oldest reading of a rule that this rests on; null where it rests on none.</summary>
    public LocalDate? RulesAsOf { get; init; }
}

/// <summary>What a compact's rule says of this authority here.</summary>
/// <param name="Known">The rules have this compact.</param>
/// <param name="Mechanism">What it gives.</param>
/// <param name="Covers">The compact is for this profession.</param>
/// <param name="Home">Membership of the home state; null where that is not known.</param>
public sealed record CompactTerms(CompactId Id, bool Known, CompactMechanism Mechanism, bool Covers, bool Operational, MembershipTerms Here, MembershipTerms? Home);

/// <param name="Listed">The rules name the state as a member.</param>
public sealed record MembershipTerms(bool Listed, LocalDate? EnactedOn, LocalDate? IssuingFrom);

public sealed record PathTerms(string Id, LocalDate? From, LocalDate? Until);

/// <summary>The licence that an authority rests on, as it is now.</summary>
/// <param name="States">USPS codes.</param>
/// <param name="StartsOn">The visit's first date, where the patient or the licence is.</param>
/// <param name="EndsOn">Its last.</param>
public sealed record HomeEvidence(
    AuthorityId Id, AuthorityKind Kind, Profession Profession, ImmutableArray<string> States, LocalDate EffectiveOn, LocalDate ExpiresOn,
    BoardStatus BoardStatus, LocalDate? VerifiedOn, bool Encumbered, LocalDate StartsOn, LocalDate EndsOn);

/// <summary>How much of a limit other visits have used, and what this one adds.</summary>
/// <param name="Used">Null when it cannot be counted.</param>
/// <param name="Open">The visit lies inside the window in which the limit may be used at all.</param>
public sealed record UsageEvidence(UsageUnit Unit, int Max, int? Used, int Adds, bool Open);
