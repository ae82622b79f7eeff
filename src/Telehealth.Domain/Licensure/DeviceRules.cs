using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>What of a device's location is evidence.</summary>
internal static class DeviceRules
{
    public const string Outside = DeviceLocation.Outside;

    /// <summary>A start looks at what is fresh; a continuation at what it started with.</summary>
    public static bool IsEvidence(DeviceLocation? device, DecisionBasis basis, Instant decidedAt, long maxAgeSeconds) =>
        device is not null && (basis is DecisionBasis.Continuation || decidedAt - device.At <= Duration.FromSeconds(maxAgeSeconds));

    /// <summary>It is, and it says something.</summary>
    public static DeviceLocation? Telling(DeviceLocation? device, DecisionBasis basis, Instant decidedAt, long maxAgeSeconds) =>
        IsEvidence(device, basis, decidedAt, maxAgeSeconds) && device is { TooCoarse: false, Candidates.IsEmpty: false } ? device : null;

    /// <summary>On the water or off the simplified shore the map cannot tell, and "outside" says nothing.</summary>
    public static bool AtShore(DeviceLocation device) => device is { NearShore: true, Containing: null };

    /// <summary>At a shore or off a coast no map of land can tell where a boat or a lost islet is.</summary>
    public static bool OffCoast(DeviceLocation device) => AtShore(device) || !device.Coasts.IsEmpty;

    /// <summary>A candidate that the person may really be in.</summary>
    public static bool Counts(DeviceLocation device, string candidate) => candidate != Outside || !AtShore(device);
}
