using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>What is said of the stated place, and where the patient may be.</summary>
internal static class PlaceReasons
{
    public static bool InUs(LicensureEvidence evidence) => evidence.Country is "US";

    public static void Of(LicensureEvidence evidence, Asked asked, Reasons reasons)
    {
        if (evidence.AttestedAt is not { } attestedAt || evidence.Country is null || (InUs(evidence) && evidence.State is null))
        {
            reasons.Hold(ReasonCode.LocationNotAttested);
            return;
        }

        // The age of an attestation never blocks people who were lawfully started (rules.md, Starts and continuations).
        if (asked.Basis is DecisionBasis.Start && asked.DecidedAt - attestedAt > Duration.FromSeconds(evidence.Numbers.AttestationMaxAgeSeconds))
            reasons.Hold(ReasonCode.AttestationStale);

        if (!InUs(evidence)) reasons.Deny(ReasonCode.OutsideUs);
        else if (evidence.Dates.IsEmpty || !evidence.ServedStates.Contains(evidence.State!)) reasons.Deny(ReasonCode.StateNotServed, evidence.State);
    }

    /// <summary>The stated place and every place that the device may be in, in ordinal order.</summary>
    public static ImmutableArray<string> Candidates(LicensureEvidence evidence, Asked asked)
    {
        var stated = evidence switch { { Country: null } => null, { Country: "US" } => evidence.State, _ => DeviceRules.Outside };
        if (stated is null) return [];
        if (evidence.Fault is not null || Device(evidence, asked) is not { } device) return [stated];

        var all = ImmutableArray.CreateBuilder<string>(device.Candidates.Length + 1);
        all.Add(stated);
        foreach (var candidate in device.Candidates)
        {
            if (candidate != stated && DeviceRules.Counts(device, candidate)) all.Add(candidate);
        }

        if (all.Count > 1) all.Sort(StringComparer.Ordinal);
        return all.DrainToImmutable();
    }

    /// <summary>The device's word, where it is fresh enough and says something.</summary>
    public static DeviceLocation? Device(LicensureEvidence evidence, Asked asked) => evidence.More is { } more && InUs(evidence) && evidence.State is not null
        ? DeviceRules.Telling(more.Device, asked.Basis, asked.DecidedAt, more.Numbers.DeviceMaxAgeSeconds)
        : null;
}
