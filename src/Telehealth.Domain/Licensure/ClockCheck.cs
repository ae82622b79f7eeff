using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>A weak hint: a device's clock that shows another time than any place where the patient may be.</summary>
internal static class ClockCheck
{
    public static bool Differs(string deviceZone, string? state, DeviceLocation? device, Instant now)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(deviceZone) is not { } clock) return false;
        var shown = clock.GetUtcOffset(now);
        var known = false;
        foreach (var zone in StateZones.Of(state))
        {
            known = true;
            if (zone.GetUtcOffset(now) == shown) return false;
        }

        foreach (var id in device?.Zones ?? [])
        {
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)?.GetUtcOffset(now) == shown) return false;
        }

        return known;
    }
}
