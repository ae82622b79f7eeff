using NodaTime;

namespace Telehealth.Domain.Views;

internal static class Ages
{
    public const int Majority = 18;

    /// <summary>Whole years on the date that it is now in the visit's zone; a birthday on 29 February is reached on 1 March of other years.</summary>
    public static int? On(LocalDate? birthDate, string zone, Instant now)
    {
        if (birthDate is not { } born) return null;
        var today = now.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).Date;
        var years = today.Year - born.Year;
        return (today.Month, today.Day).CompareTo((born.Month, born.Day)) < 0 ? years - 1 : years;
    }
}
