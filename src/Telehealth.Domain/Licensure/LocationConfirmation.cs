using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>How a clinician made sure of the patient's place.</summary>
public enum ConfirmationMethod { OnCamera, ByPhone }

/// <summary>A clinician made sure of the place with the patient, who told its address.</summary>
/// <param name="AttestationSequence">Of the statement that was confirmed; another statement is not.</param>
public sealed record LocationConfirmation(StaffId By, Instant At, int AttestationSequence, ConfirmationMethod Method);
