using Microsoft.Net.Http.Headers;

namespace Telehealth.Server.Doors.Sessions;

/// <summary>What a request shows: a token, and for a cookie the session that it named.</summary>
internal sealed record SessionCredentials(string Token, Guid? CookieOf)
{
    public const string SessionHeader = "X-Session";
    public const string CsrfHeader = "X-Csrf-Token";
    public static readonly PathString HubPath = "/hubs/visits";

    public static string CookieName(Guid sessionId) => $"th-{sessionId:D}";

    /// <summary>Null when the request shows none. The server never guesses among cookies: the call names its own.</summary>
    public static SessionCredentials? From(HttpRequest request)
    {
        if (BearerOf(request) is { } bearer) return new SessionCredentials(bearer, null);
        if (!Guid.TryParseExact(NamedSession(request), "D", out var session)) return null;
        return request.Cookies.TryGetValue(CookieName(session), out var token) ? new SessionCredentials(token, session) : null;
    }

    private static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header["Bearer ".Length..].Trim();
        return IsHub(request) && request.Query["access_token"] is [{ Length: > 0 } token] ? token : null;
    }

    private static string? NamedSession(HttpRequest request) =>
        request.Headers[SessionHeader] is [{ Length: > 0 } named] ? named
        : IsHub(request) && request.Query["session"] is [{ Length: > 0 } query] ? query
        : null;

    public static bool IsHub(HttpRequest request) => request.Path.StartsWithSegments(HubPath, StringComparison.OrdinalIgnoreCase);
}
