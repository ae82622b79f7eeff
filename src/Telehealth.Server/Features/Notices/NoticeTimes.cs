using System.Globalization;
using NodaTime;

namespace Telehealth.Server.Features.Notices;

/// <summary>An instant as people say it: in the visit's zone, by the zone's name. The words stand here, so that they do not depend on what the machine has installed.</summary>
internal static class NoticeTimes
{
    private static readonly string[] Days = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
    private static readonly string[] Months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    public static string Say(Instant at, string zone, string language)
    {
        var local = at.InZone(DateTimeZoneProviders.Tzdb[zone]);
        return language == "es" ? Spanish(local) : English(local);
    }

    private static string English(ZonedDateTime at) =>
        $"{at.ToString("ddd, MMM d, yyyy, h:mm", CultureInfo.InvariantCulture)} {(at.Hour < 12 ? "AM" : "PM")} {ZoneName(at, false)}";

    private static string Spanish(ZonedDateTime at) =>
        $"{Days[(int)at.DayOfWeek - 1]} {at.Day} de {Months[at.Month - 1]} de {at.Year}, {at.ToString("h:mm", CultureInfo.InvariantCulture)} {(at.Hour < 12 ? "a. m." : "p. m.")}, {ZoneName(at, true)}";

    private static string ZoneName(ZonedDateTime at, bool spanish)
    {
        var letters = at.GetZoneInterval().Name;
        var name = letters switch
        {
            "EST" or "EDT" => spanish ? "hora del Este" : "Eastern Time",
            "CST" or "CDT" => spanish ? "hora del Centro" : "Central Time",
            "MST" or "MDT" => spanish ? "hora de la Montaña" : "Mountain Time",
            "PST" or "PDT" => spanish ? "hora del Pacífico" : "Pacific Time",
            "AKST" or "AKDT" => spanish ? "hora de Alaska" : "Alaska Time",
            "HST" or "HDT" => spanish ? "hora de Hawái" : "Hawaii Time",
            _ => at.Zone.Id,
        };
        return $"{name} ({letters})";
    }
}
