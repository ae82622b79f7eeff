namespace Telehealth.Domain.Licensure;

/// <summary>What is said of the patient: consent, identity, age, and whom to reach.</summary>
internal static class PatientReasons
{
    public static void Of(LicensureEvidence evidence, Asked asked, Reasons reasons)
    {
        // A dry run may ask about the place and the clinician alone.
        var ageMatters = asked.Purpose is not DecisionPurpose.DryRun || evidence.PatientAge is not null;

        if (!evidence.ConsentGiven) reasons.Hold(ReasonCode.ConsentMissing);
        if (!evidence.IdentityVerified || (ageMatters && evidence.PatientAge is null)) reasons.Hold(ReasonCode.IdentityUnverified);
        OfMinor(evidence, reasons);

        // At a check-in it is one of the answers; whoever is let in must have given them.
        if (asked.MustBeNamed && evidence.More is { EmergencyContactAsked: false }) reasons.Hold(ReasonCode.EmergencyContactMissing);
    }

    /// <summary>Records from before the rules spoke of minors know only whether any basis was recorded.</summary>
    private static void OfMinor(LicensureEvidence evidence, Reasons reasons)
    {
        if (evidence.Minors is not { } findings)
        {
            if (evidence is { PatientAge: < MinorConsent.Majority, MinorBasisRecorded: false }) reasons.Hold(ReasonCode.GuardianConsentRequired);
            return;
        }

        foreach (var finding in findings)
        {
            if (!finding.Holds) reasons.Hold(ReasonCode.GuardianConsentRequired, finding.State);
            if (finding.GuardianIdNeeded) reasons.Hold(ReasonCode.GuardianIdRequired, finding.State);
            if (finding is { Stale: true, RuleId: { } row }) reasons.Warn(ReasonCode.RuleTableStale, row);
        }
    }
}
