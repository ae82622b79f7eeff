using System.Collections.Immutable;

namespace Telehealth.Domain.Licensure;

/// <summary>What can be done about each reason that holds.</summary>
public static class RemedyRules
{
    /// <summary>In the order in which to try them; empty for whatever does not hold.</summary>
    public static ImmutableArray<Remedy> Of(Reason reason) => reason.Severity is not ReasonSeverity.Hold ? [] : reason.Code switch
    {
        ReasonCode.LocationNotAttested => [Remedy.AttestLocation],
        ReasonCode.AttestationStale => [Remedy.ReaffirmLocation, Remedy.AttestLocation],
        ReasonCode.GeoAmbiguousBorder => [Remedy.GiveAddress, Remedy.ConfirmOnCamera],
        ReasonCode.GeoContradictsAttestation => [Remedy.AttestLocation, Remedy.GiveAddress, Remedy.ConfirmOnCamera],
        ReasonCode.ClinicianLocationRequired => [Remedy.StateClinicianLocation],
        ReasonCode.RelationshipRequired => [Remedy.RecordRelationship],
        ReasonCode.ExemptionNotSelected => [Remedy.JustifyExemption],
        ReasonCode.ConsentMissing => [Remedy.GiveConsent],
        ReasonCode.IdentityUnverified => [Remedy.Identify],
        ReasonCode.EmergencyContactMissing => [Remedy.GiveEmergencyContact],
        ReasonCode.GuardianConsentRequired => [Remedy.GuardianConsent],
        ReasonCode.GuardianIdRequired => [Remedy.VerifyGuardian],
        _ => [],
    };
}
