using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>The visit's local dates in a state: in every zone of it, or, where the device says so, in every zone of it in which the patient may be.</summary>
internal static class PlaceDates
{
    // 9999 stands for "no end" in registers; the day after the last one cannot be written.
    private static readonly Instant EndOfCalendar = Instant.FromUtc(9999, 12, 31, 0, 0);

    /// <summary>CompactConnect ends a privilege's last day by this clock.</summary>
    private static readonly DateTimeZone Privileges = DateTimeZone.ForOffset(Offset.FromHours(-4));

    public static ImmutableArray<ZoneDates> Of(string? state, DeviceLocation? device, Instant startsAt, Instant expectedEnd)
    {
        var zones = StateZones.Of(state);
        if (zones.IsEmpty) return [];
        var dates = ImmutableArray.CreateBuilder<ZoneDates>(zones.Length);
        foreach (var zone in zones)
        {
            if (MayBeIn(zone, zones, device)) dates.Add(Dates(zone.Id, zone, startsAt, expectedEnd));
        }

        return dates.DrainToImmutable();
    }

    public static ZoneDates OfPrivilege(Instant startsAt, Instant expectedEnd) => Dates("UTC-4", Privileges, startsAt, expectedEnd);

    /// <summary>When a day has ended in the first of the zones.</summary>
    public static Instant EndOf(LocalDate day, ImmutableArray<ZoneDates> dates)
    {
        if (day.Year >= 9999) return EndOfCalendar;
        var first = Instant.MaxValue;
        foreach (var local in dates) first = Instant.Min(first, EndOf(day, DateTimeZoneProviders.Tzdb[local.Zone]));
        return first;
    }

    public static Instant EndOfPrivilege(LocalDate day) => day.Year >= 9999 ? EndOfCalendar : EndOf(day, Privileges);

    private static Instant EndOf(LocalDate day, DateTimeZone zone) => zone.AtStartOfDay(day.PlusDays(1)).ToInstant();

    private static ZoneDates Dates(string name, DateTimeZone zone, Instant startsAt, Instant expectedEnd) =>
        new(name, startsAt.InZone(zone).Date, expectedEnd.InZone(zone).Date);

    /// <summary>A device that knows none of the state's zones says nothing about them.</summary>
    private static bool MayBeIn(DateTimeZone zone, ImmutableArray<DateTimeZone> all, DeviceLocation? device)
    {
        if (device is null || all.Length == 1 || device.Zones.IsEmpty || device.Zones.Contains(zone.Id)) return true;
        foreach (var other in all)
        {
            if (device.Zones.Contains(other.Id)) return false;
        }

        return true;
    }
}
