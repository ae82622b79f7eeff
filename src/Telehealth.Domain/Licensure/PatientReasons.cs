namespace Telehealth.Domain.Licensure;

/// <summary>What is said of the patient: consent, identity, age, and whom to reach.</summary>
internal static class PatientReasons
{
    private const int AgeOfMajority = 18;

    public static void Of(LicensureEvidence evidence, Asked asked, Reasons reasons)
    {
        // A dry run may ask about the place and the clinician alone.
        var ageMatters = asked.Purpose is not DecisionPurpose.DryRun || evidence.PatientAge is not null;

        if (!evidence.ConsentGiven) reasons.Hold(ReasonCode.ConsentMissing);
        if (!evidence.IdentityVerified || (ageMatters && evidence.PatientAge is null)) reasons.Hold(ReasonCode.IdentityUnverified);
        if (evidence is { PatientAge: < AgeOfMajority, MinorBasisRecorded: false }) reasons.Hold(ReasonCode.GuardianConsentRequired);

        // At a check-in it is one of the answers; whoever is let in must have given them.
        if (asked.MustBeNamed && evidence.More is { EmergencyContactAsked: false }) reasons.Hold(ReasonCode.EmergencyContactMissing);
    }
}
