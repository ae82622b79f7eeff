namespace Telehealth.Server.Doors;

/// <summary>Where a call came from, for the personal part of the records of sign-ins and refusals (network location, 170.315(d)(2)).</summary>
internal static class CallOrigin
{
    private const int LongestAgent = 300;

    public static IReadOnlyDictionary<string, string> Of(HttpContext http)
    {
        var said = new Dictionary<string, string> { ["address"] = Limits.SourceOf(http) };
        if (http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent) said["userAgent"] = agent.Length > LongestAgent ? agent[..LongestAgent] : agent;
        return said;
    }
}
