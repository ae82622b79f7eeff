using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>What a decision needs besides the visit: gathered outside any lock, fenced at the commit.</summary>
public sealed record VisitFacts
{
    public required ClinicFacts Clinic { get; init; }
    public required PatientFacts Patient { get; init; }
    public PresenceFacts Presence { get; init; } = PresenceFacts.Nobody;

    /// <summary>Other visits InProgress, by their clinician (for CLINICIAN_BUSY).</summary>
    public ImmutableDictionary<StaffId, VisitId> BusyClinicians { get; init; } = ImmutableDictionary<StaffId, VisitId>.Empty;
}

/// <summary>The clinic's slow facts; cached by their fences, never trusted past them.</summary>
public sealed record ClinicFacts
{
    /// <summary>USPS codes.</summary>
    public required ImmutableSortedSet<string> ServedStates { get; init; }

    /// <summary>Version of the rule set with its hash; a fence.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The rules that <see cref="RulesVersion"/> cites.</summary>
    public RuleSet Rules { get; init; } = RuleSet.Empty;

    public required ImmutableDictionary<StaffId, ClinicianFacts> Clinicians { get; init; }
    public VisitPolicy Policy { get; init; } = VisitPolicy.Default;

    /// <summary>The provider over which a clinician may go on when the clinic's own does not answer; null where the clinic does not want that.</summary>
    public string? VideoFallback { get; init; }
}

/// <param name="FactsVersion">Fence: plus one per change to the clinician or an authority of theirs.</param>
/// <param name="Authorities">Every record ever appended, superseded ones included.</param>
public sealed record ClinicianFacts(StaffId Id, Profession Profession, bool Active, long FactsVersion, ImmutableArray<Authority> Authorities)
{
    /// <summary>Every use of a limited authority in the clinic's started visits; null where they cannot be counted.</summary>
    public ImmutableArray<AuthorityUse>? Uses { get; init; }

    /// <summary>The records as they stood at an instant: nothing is ever edited, so any past day can be asked about.</summary>
    public ClinicianFacts AsOf(Instant instant) => this with { Authorities = [.. Authorities.Where(a => a.RecordedAt <= instant)] };
}

/// <param name="FactsVersion">Fence: plus one per correction or merge.</param>
public sealed record PatientFacts(PatientId Id, LocalDate? BirthDate, long FactsVersion)
{
    /// <summary>When the patient's other visits of the last days started; what limits a minor's own consent counts them.</summary>
    public ImmutableArray<Instant> EarlierStarts { get; init; } = [];
}

/// <summary>Who is connected now; forgettable, and only rules of time and courtesy look at it, never the gate.</summary>
public sealed record PresenceFacts(ImmutableDictionary<ParticipantId, Seen> People)
{
    /// <summary>Presence of before this instant was forgotten (a restart); null when nothing was.</summary>
    public Instant? ForgottenBefore { get; init; }

    public static PresenceFacts Nobody { get; } = new(ImmutableDictionary<ParticipantId, Seen>.Empty);
}

/// <param name="ConnectedSince">Null when not connected.</param>
/// <param name="LastSeen">Last instant at which the person was connected; null if never since this fact is kept.</param>
public sealed record Seen(Instant? ConnectedSince, Instant? LastSeen);
