using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Views;

/// <summary>One plain sentence for each licensure reason.</summary>
public static partial class ReasonTexts
{
    public static string Of(ReasonCode code, TextLanguage language = TextLanguage.English) => language switch
    {
        TextLanguage.English => English(code),
        TextLanguage.Spanish => Spanish(code),
    };

    private static string English(ReasonCode code) => code switch
    {
        ReasonCode.LocationNotAttested => "The patient has not said where they are.",
        ReasonCode.AttestationStale => "The patient's place was stated too long ago; ask again.",
        ReasonCode.StateNotServed => "The clinic does not see patients who are in this state.",
        ReasonCode.OutsideUs => "The patient is outside the United States.",
        ReasonCode.NoAuthorityInState => "The clinician holds no license for this state.",
        ReasonCode.ProfessionNotCovered => "The clinician's license for this state is for another profession.",
        ReasonCode.AuthorityNotYetEffective => "The clinician's license for this state has not started yet.",
        ReasonCode.AuthorityExpired => "The clinician's license for this state has expired.",
        ReasonCode.AuthorityExpiresDuringVisit => "The clinician's license for this state ends before the visit would.",
        ReasonCode.AuthorityExpiringSoon => "The clinician's license for this state ends soon.",
        ReasonCode.LicenseSuspended => "The clinician's license for this state is suspended or revoked.",
        ReasonCode.LicenseEncumbered => "The clinician's license for this state carries a restriction.",
        ReasonCode.VerificationStale => "The license was last checked at its source too long ago.",
        ReasonCode.VerificationMissing => "The license was never checked at its source.",
        ReasonCode.ConsentMissing => "The patient has not consented to care by video.",
        ReasonCode.IdentityUnverified => "The patient's identity has not been checked.",
        ReasonCode.GuardianConsentRequired => "The patient is a minor; a guardian's consent or another basis is needed.",
        ReasonCode.ClinicianNotNamed => "No clinician is named for this visit yet.",
        ReasonCode.EngineError => "The decision could not be made, so the answer is no.",
        ReasonCode.GeoConfirmsState => "The device's location agrees with the stated place.",
        ReasonCode.GeoUnavailable => "The device gave no location.",
        ReasonCode.GeoTooCoarse => "The device's location is too vague to say anything.",
        ReasonCode.GeoAmbiguousBorder => "The device is near a state border and may be on the other side; the address needs to be confirmed.",
        ReasonCode.GeoNoStateNearShore => "The device is at the shore or off it, where the map is not exact.",
        ReasonCode.GeoContradictsAttestation => "The device's location does not agree with the stated place; ask again where the patient is.",
        ReasonCode.GeoInUnservedState => "The device is in a place where the clinic does not see patients.",
        ReasonCode.BorderHarmlessAllAuthorized => "The device is near a state border, and the clinician may practice on both sides.",
        ReasonCode.ClinicianConfirmedLocation => "The clinician confirmed the patient's place with them.",
        ReasonCode.PatientInMotion => "The patient's device was in another state a short while ago.",
        ReasonCode.IpRegionDiffers => "The network address points to another state, which is often wrong.",
        ReasonCode.IpAnonymizer => "The network address belongs to a service that hides where people are.",
        ReasonCode.TimezoneDiffers => "The device's clock is set to another time zone than the stated place.",
        ReasonCode.HomeLicenseInvalid => "The home license that this authority rests on is missing or not in good standing.",
        ReasonCode.CompactNotMember => "This state is not a member of the interstate compact.",
        ReasonCode.CompactNotIssuing => "This state does not yet grant or honor authority under the interstate compact.",
        ReasonCode.PrivilegeMissing => "The clinician holds no compact privilege for this state.",
        ReasonCode.ClinicianLocationRequired => "The clinician must say which state they are in.",
        ReasonCode.ClinicianOutsideHomeState => "The clinician is not in the state that this authority requires them to be in.",
        ReasonCode.UsageLimitReached => "The limit of days, visits or patients of this authority is used up.",
        ReasonCode.UsageLimitUnknown => "The use of this limited authority cannot be counted, so the answer is no.",
        ReasonCode.RelationshipRequired => "This authority covers only some patients; the clinician must record how this one qualifies.",
        ReasonCode.ExemptionNotSelected => "There is an exemption; the clinician must choose it and say why.",
        ReasonCode.RuleTableStale => "The rule that this rests on was last checked too long ago.",
        ReasonCode.EmergencyContactMissing => "The patient has neither named nor declined an emergency contact.",
        ReasonCode.GuardianIdRequired => "The guardian's identity must be checked.",
        ReasonCode.DeaFlexEnding => "The federal rule that allows controlled substances by video ends soon.",
        ReasonCode.ControlledSubstanceLimited => "Controlled substances are limited here; see the clinic's rules before prescribing.",
        ReasonCode.OverrideApplied => "The clinician's word was taken over the device's location.",
    };
}
