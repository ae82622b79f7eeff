using Telehealth.Domain;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Doors;

/// <summary>Whoever is signed in and knocks on a door that their role does not open is written down. The door is told by its pattern: never an address with values in it.</summary>
internal static class RefusedDoors
{
    public static Task RecordAsync(HttpContext http, Caller caller)
    {
        var subject = new Dictionary<string, string>();
        if (caller.Actor.Staff is { } staff) subject["staff"] = staff.ToString();
        if (caller.Actor.Participant is { } participant) subject["participant"] = participant.ToString();
        if (caller.VisitId is { } visit) subject["visit"] = visit.ToString();
        var door = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        return http.RequestServices.GetRequiredService<IClinicDesk>().AppendAsync(
            caller.Actor, new ClinicRecord("AccessRefused", "doors", subject, new Dictionary<string, object?> { ["door"] = $"{http.Request.Method} {door}" }, [RefusalCode.NotAllowed.ToWire()]), http.RequestAborted);
    }
}
