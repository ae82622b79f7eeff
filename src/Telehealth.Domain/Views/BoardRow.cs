using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

/// <summary>One visit on the staff's board.</summary>
public sealed record BoardRow
{
    public required VisitId VisitId { get; init; }
    public required long Version { get; init; }
    public required VisitPhase Phase { get; init; }
    public required VisitKind Kind { get; init; }
    public required Instant StartsAt { get; init; }
    public required int DurationMinutes { get; init; }
    public required string Zone { get; init; }
    public required BoardPatient Patient { get; init; }
    public BoardClinician? Clinician { get; init; }

    /// <summary>The patient's.</summary>
    public required Presence Presence { get; init; }

    public Instant? WaitingSince { get; init; }
    public int? Place { get; init; }

    /// <summary>USPS code of the attested state.</summary>
    public string? State { get; init; }

    public required ReadinessView Readiness { get; init; }
    public BoardVerdict? Verdict { get; init; }
    public ClaimView? Claim { get; init; }
    public required bool SafetyOpen { get; init; }
    public required IReadOnlyList<string> Alerts { get; init; }
    public SinceView? Hold { get; init; }
    public required Modality Modality { get; init; }

    /// <summary>Participants besides Patient and Clinician who are not removed.</summary>
    public required int Others { get; init; }
}

public sealed record BoardPatient(string Name, int? Age, string? PreferredLanguage);

public sealed record BoardClinician(StaffId StaffId, string Name);

/// <param name="Device"><c>Ok</c>, <c>Problem</c> or <c>Unknown</c>.</param>
/// <param name="Minor"><c>NotNeeded</c>, <c>Missing</c> or <c>Recorded</c>.</param>
/// <param name="Interpreter"><c>Needed</c> or <c>Here</c>; absent when none is invited.</param>
public sealed record ReadinessView(bool Identity, bool Location, bool Consent, string Device, string Minor, string? Interpreter);

public sealed record BoardVerdict(Verdict Verdict, IReadOnlyList<ReasonView> Reasons);
