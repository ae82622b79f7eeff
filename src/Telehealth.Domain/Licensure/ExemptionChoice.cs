using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>Why a clinician relies on an exemption or a limited path in this visit.</summary>
public enum JustificationReason
{
    EstablishedPatientAway, ContinuityOfCare, PatientMoved, Consultation, Disaster, InPersonVisitPrepared, FacilityContract, LowVolume,

    /// <summary>Said in words beside it.</summary>
    Other,
}

/// <summary>A clinician chose this authority for this visit and said why. An exemption is never relied on without.</summary>
/// <param name="Relationship">How the patient stands to the clinician, where the authority covers some patients only.</param>
public sealed record ExemptionChoice(AuthorityId AuthorityId, JustificationReason Reason, PatientScope Relationship, StaffId By, Instant At);
