namespace Telehealth.Domain.Licensure;

/// <summary>What lifts a Hold, here and now.</summary>
public enum Remedy
{
    AttestLocation, ReaffirmLocation, GiveAddress, ConfirmOnCamera, StateClinicianLocation, JustifyExemption, RecordRelationship,
    GuardianConsent, VerifyGuardian, GiveConsent, Identify, GiveEmergencyContact,
}
