using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

public enum ClinicianStatus { Offline, Here, WithAnother }

/// <summary>How to reach the clinic; shown wherever somebody may be stuck.</summary>
public sealed record ClinicContact(string Name, string Phone);

public sealed record StaffName(StaffId Id, string Name, string? Credentials);

/// <summary>The patient's own row, as far as views show it; personal.</summary>
public sealed record PatientNames(string GivenName, string FamilyName, LocalDate? BirthDate, string? PreferredLanguage)
{
    public string FullName => $"{GivenName} {FamilyName}".Trim();
}

/// <summary>An honest guess: minutes, and what it rests on.</summary>
public sealed record EstimatedWaitView(int Minutes, string Basis);

/// <summary>Where a waiting patient stands in the clinician's line; 1 is next.</summary>
public sealed record LineView(int Place, int Ahead, EstimatedWaitView? EstimatedWait, Instant WaitingSince);

/// <summary>What a view needs besides the visit itself.</summary>
public sealed record ViewFacts
{
    public required ClinicContact Clinic { get; init; }
    public required PatientNames Patient { get; init; }
    public required Instant Now { get; init; }
    public required Func<StaffId, StaffName?> StaffOf { get; init; }
    public VisitPolicy Policy { get; init; } = VisitPolicy.Default;
    public PresenceFacts Presence { get; init; } = PresenceFacts.Nobody;

    /// <summary>Null unless the patient is waiting.</summary>
    public LineView? Line { get; init; }

    public ClinicianStatus ClinicianStatus { get; init; }

    /// <summary>Whether any of the visit's staff is connected; when nobody is, the page must not imply that someone watches.</summary>
    public bool StaffConnected { get; init; }

    public LicensureDecision? Decision { get; init; }

    /// <summary>The clinic's rules and people; needed to tell what a minor's care may rest on, null for everybody else.</summary>
    public ClinicFacts? Rules { get; init; }

    public long LastMessageNumber { get; init; }
}
