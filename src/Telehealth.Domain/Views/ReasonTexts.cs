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
    };
}
