namespace Telehealth.Server.Doors.Sessions;

internal enum SessionMode { Cookie, Bearer }

/// <summary>Hands an issued session to its owner: a cookie that scripts cannot read, or the token itself.</summary>
internal static class SessionCookies
{
    /// <returns>The anti-forgery token for a cookie, or the access token.</returns>
    public static (string? CsrfToken, string? AccessToken) Hand(HttpContext context, IssuedSession session, SessionMode mode)
    {
        if (mode is SessionMode.Bearer) return (null, session.Token);
        context.Response.Cookies.Append(SessionCredentials.CookieName(session.Id), session.Token, Settings(context, session));
        return (SessionToken.Csrf(session.Token), null);
    }

    public static void Drop(HttpContext context, Guid sessionId) =>
        context.Response.Cookies.Delete(SessionCredentials.CookieName(sessionId), new CookieOptions { Path = "/", HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax });

    private static CookieOptions Settings(HttpContext context, IssuedSession session) => new()
    {
        Path = "/", HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true,
        Expires = session.ExpiresAt.ToDateTimeOffset(),
    };
}
