using Telehealth.Domain;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Doors;

/// <summary>
/// Whoever is signed in and asks for what is not theirs, or not there, is written down before they hear the no: guessing ids leaves a trace. The
/// door is told by its pattern, never by an address with values in it. What has the wrong form is only counted (docs/privacy-of-the-log.md).
/// </summary>
internal static class RefusedDoors
{
    /// <summary>Which of the problems that REST doors answer stand in no record yet.</summary>
    public static async Task RecordAsync(HttpContext http, Problem problem)
    {
        if (problem.Recorded || problem.Refused is not (RefusalCode.NotFound or RefusalCode.NotAllowed)) return;
        if (http.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } pattern } || !IsDoor(pattern) || http.User.FindCaller() is not { } caller) return;
        var subject = SubjectOf(http, pattern, caller);
        var strange = problem.Refused is RefusalCode.NotFound && IsOf(pattern, "visits");
        await AppendAsync(
            http.RequestServices.GetRequiredService<IClinicDesk>(), caller, strange ? "VisitAccessRefused" : "AccessRefused", subject, $"{http.Request.Method} {pattern}", problem.Refused.Value, http.RequestAborted);
    }

    /// <summary>The same for the hub's methods.</summary>
    public static Task RecordAsync(IClinicDesk desk, Caller caller, string method, RefusalCode refused, CancellationToken cancellation) =>
        AppendAsync(desk, caller, "AccessRefused", SubjectOf(caller), $"hub {method}", refused, cancellation);

    private static Task AppendAsync(IClinicDesk desk, Caller caller, string code, IReadOnlyDictionary<string, string> subject, string door, RefusalCode refused, CancellationToken cancellation) =>
        desk.AppendAsync(caller.Actor, new ClinicRecord(code, "doors", subject, new Dictionary<string, object?> { ["door"] = door }, [refused.ToWire()]), cancellation);

    private static Dictionary<string, string> SubjectOf(Caller caller)
    {
        var subject = new Dictionary<string, string>();
        if (caller.Actor.Staff is { } staff) subject["staff"] = staff.ToString();
        if (caller.Actor.Participant is { } participant) subject["participant"] = participant.ToString();
        if (caller.VisitId is { } visit) subject["visit"] = visit.ToString();
        return subject;
    }

    private static Dictionary<string, string> SubjectOf(HttpContext http, string pattern, Caller caller)
    {
        var subject = SubjectOf(caller);
        if (http.GetRouteValue("id") is string text && Guid.TryParse(text, out var id))
        {
            if (IsOf(pattern, "patients")) subject["patient"] = new PatientId(id).ToString();
            else if (IsOf(pattern, "visits")) subject["visit"] = new VisitId(id).ToString();
        }

        return subject;
    }

    /// <summary>Pages and their files are nobody's, and each look at the log as files has its record anyway.</summary>
    private static bool IsDoor(string pattern) => pattern.TrimStart('/').Split('/')[0] is "api" or "fhir";

    private static bool IsOf(string pattern, string what) => pattern.Contains($"{what}/{{id", StringComparison.Ordinal);
}
