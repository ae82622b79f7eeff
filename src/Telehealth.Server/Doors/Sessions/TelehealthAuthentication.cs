using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Telehealth.Domain;

namespace Telehealth.Server.Doors.Sessions;

/// <summary>Finds the caller of a request: by bearer token, or by the cookie that the request names, its origin and its anti-forgery token.</summary>
internal sealed class TelehealthAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionLookup sessions, IOptions<SiteOptions> site)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Telehealth";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCredentials.From(Request) is not { } shown) return AuthenticateResult.NoResult();
        if (shown.CookieOf is not null && Forged(shown) is { } why) return AuthenticateResult.Fail(why);
        if (await sessions.FindAsync(shown.Token, Context.RequestAborted) is not { } caller) return AuthenticateResult.Fail("No such session.");
        if (shown.CookieOf is { } named && named != caller.SessionId) return AuthenticateResult.Fail("The cookie is of another session.");
        var properties = new AuthenticationProperties { ExpiresUtc = caller.ExpiresAt.ToDateTimeOffset() };
        return AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(SchemeName), properties, SchemeName));
    }

    /// <summary>Null when the browser's own page made this call.</summary>
    private string? Forged(SessionCredentials shown)
    {
        var origin = Request.Headers[HeaderNames.Origin].ToString();
        var ours = string.Equals(origin, site.Value.OriginFor(Request), StringComparison.OrdinalIgnoreCase);
        if (origin.Length > 0 && !ours) return "The origin is another site.";
        if (SessionCredentials.IsHub(Request) && IsUpgrade(Request)) return ours ? null : "A WebSocket needs its origin.";
        if (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method)) return null;
        // Negotiate of the hub carries no header of ours in every client; its origin says as much.
        if (ours && SessionCredentials.IsHub(Request)) return null;
        var csrf = Request.Headers[SessionCredentials.CsrfHeader].ToString();
        return SessionToken.Same(csrf, SessionToken.Csrf(shown.Token)) ? null : "The anti-forgery token is missing or wrong.";
    }

    // The hub's own middleware, which would say what a WebSocket is, comes after this.
    private static bool IsUpgrade(HttpRequest request) => HttpMethods.IsConnect(request.Method) || request.Headers.ContainsKey(HeaderNames.Upgrade);

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Problems.WriteAsync(Context, Problem.Of(RefusalCode.NotSignedIn));

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.WriteAsync(Context, Problem.Of(RefusalCode.NotAllowed));
}
