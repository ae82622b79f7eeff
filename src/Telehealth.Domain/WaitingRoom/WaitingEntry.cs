using NodaTime;

namespace Telehealth.Domain.WaitingRoom;

/// <summary>One patient in line.</summary>
/// <param name="ClinicianId">Null: waits for whoever takes them first.</param>
/// <param name="Away">Not connected for long enough to be passed by; the place is kept.</param>
public sealed record WaitingEntry(VisitId VisitId, StaffId? ClinicianId, Instant StartsAt, Duration Planned, Instant WaitingSince, bool Away);

/// <summary>What the clinician of a line is doing now.</summary>
/// <param name="Here">Connected, on this visit or on another.</param>
/// <param name="FreeAt">When the visit that they are in is expected to end; null when they are in none.</param>
public sealed record LineClinician(bool Here, Instant? FreeAt);

/// <summary>What an estimate rests on.</summary>
public enum WaitBasis
{
    /// <summary>Nobody is before this patient: their own start.</summary>
    ScheduledStart,

    /// <summary>The clinician's running visit has to end first.</summary>
    RunningVisit,

    /// <summary>The planned lengths of the visits before this one.</summary>
    PeopleAhead,
}

/// <param name="Minutes">Whole minutes, rounded up.</param>
public sealed record WaitEstimate(int Minutes, WaitBasis Basis);

/// <param name="Place">1 is next.</param>
/// <param name="Ahead">How many of those before are there now.</param>
/// <param name="Estimate">Null where anything said would be a guess.</param>
public sealed record WaitingPlace(int Place, int Ahead, WaitEstimate? Estimate);
