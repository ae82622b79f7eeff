namespace Telehealth.Domain.Views;

/// <summary>What happened, as far as this audience may know it: the event's name, whom it concerns, and at most one word more.</summary>
/// <param name="Type">The event's name, e.g. <c>PatientAdmitted</c>.</param>
/// <param name="Word">A leave reason, disposition, modality, outcome or alert code, where the event has one.</param>
public sealed record EventView(string Type, ParticipantId? ParticipantId = null, StaffId? StaffId = null, string? Word = null);

/// <summary>Who hears of an event.</summary>
public enum EventReach
{
    /// <summary>Everyone in the visit.</summary>
    Everyone,

    /// <summary>The patient and the staff; a guest only where it is about that guest.</summary>
    PatientAndStaff,

    /// <summary>The visit's clinician, front desk and admins.</summary>
    Staff,
}
