using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>What the device and weaker signals say beside the stated place. A contradiction asks; a weak signal warns; a coast never denies.</summary>
internal static class DeviceReasons
{
    private static readonly Duration MotionIsNews = Duration.FromMinutes(60);

    /// <param name="widely">The authority holds in every other state too that the device may be in.</param>
    public static void Of(LicensureEvidence evidence, Asked asked, bool widely, Reasons reasons)
    {
        if (evidence.More is not { } more || !PlaceReasons.InUs(evidence) || evidence.State is not { } state) return;
        var confirmed = IsConfirmed(evidence, more, asked);
        if (confirmed) reasons.Info(ReasonCode.ClinicianConfirmedLocation);
        if (PlaceReasons.Device(evidence, asked) is { } device) Told(device, state, evidence, more, confirmed, widely, reasons);
        else NotTold(more, asked, reasons);
        Weak(evidence, more, asked, reasons);
    }

    private static bool IsConfirmed(LicensureEvidence evidence, WiderEvidence more, Asked asked) =>
        more is { Confirmation: { } word, HasAddress: true } && word.AttestationSequence == evidence.AttestationSequence
        && (asked.Basis is DecisionBasis.Continuation || asked.DecidedAt - word.At <= Duration.FromSeconds(evidence.Numbers.AttestationMaxAgeSeconds));

    private static void NotTold(WiderEvidence more, Asked asked, Reasons reasons)
    {
        // A dry run is about a place that nobody is in.
        if (more.Device is null && asked.Purpose is DecisionPurpose.DryRun) return;
        var coarse = more.Device is { TooCoarse: true } && DeviceRules.IsEvidence(more.Device, asked.Basis, asked.DecidedAt, more.Numbers.DeviceMaxAgeSeconds);
        reasons.Info(coarse ? ReasonCode.GeoTooCoarse : ReasonCode.GeoUnavailable);
    }

    private static void Told(
        DeviceLocation device, string state, LicensureEvidence evidence, WiderEvidence more, bool confirmed, bool widely, Reasons reasons)
    {
        var offCoast = DeviceRules.OffCoast(device);
        if (offCoast) reasons.Info(ReasonCode.GeoNoStateNearShore);
        if (!device.Candidates.Contains(state)) Contradicts(device, evidence, more, confirmed, reasons);
        else if (more.Others.IsEmpty)
        {
            if (!offCoast) reasons.Info(ReasonCode.GeoConfirmsState, state);
        }
        else if (widely) reasons.Info(ReasonCode.BorderHarmlessAllAuthorized);
        else if (confirmed) reasons.Info(ReasonCode.GeoAmbiguousBorder);
        else reasons.Hold(ReasonCode.GeoAmbiguousBorder);
    }

    private static void Contradicts(DeviceLocation device, LicensureEvidence evidence, WiderEvidence more, bool confirmed, Reasons reasons)
    {
        var open = DeviceRules.AtShore(device);
        foreach (var coast in device.Coasts) open |= evidence.ServedStates.Contains(coast);
        foreach (var other in more.Others) open |= other.Served;
        if (!open) reasons.Deny(ReasonCode.GeoInUnservedState, device.Containing);
        else if (!confirmed) reasons.Hold(ReasonCode.GeoContradictsAttestation, device.Containing);
        else
        {
            reasons.Info(ReasonCode.GeoContradictsAttestation, device.Containing);
            reasons.Warn(ReasonCode.OverrideApplied);
        }
    }

    private static void Weak(LicensureEvidence evidence, WiderEvidence more, Asked asked, Reasons reasons)
    {
        if (more.MovedAt is { } moved && asked.DecidedAt - moved <= MotionIsNews) reasons.Warn(ReasonCode.PatientInMotion);
        if (more.Signals is not { } signals) return;
        if (signals.IpRegion is { } region && !PlaceReasons.Candidates(evidence, asked).Contains(region)) reasons.Warn(ReasonCode.IpRegionDiffers, region);
        if (signals.IpAnonymizer) reasons.Warn(ReasonCode.IpAnonymizer);
        if (more.TimeZoneDiffers) reasons.Warn(ReasonCode.TimezoneDiffers);
    }
}
