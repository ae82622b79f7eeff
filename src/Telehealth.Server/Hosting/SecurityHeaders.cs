using Microsoft.Net.Http.Headers;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Hosting;

/// <summary>What every answer tells a browser not to do.</summary>
internal static class SecurityHeaders
{
    private static readonly PathString Reference = "/scalar";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var outside = string.Concat(app.Services.GetServices<PageSource>().Select(s => " " + s.Connect));
        app.Use((context, next) =>
        {
            // A socket shows nothing, and would keep the words for as long as it lives.
            if (!context.Request.Headers.ContainsKey(HeaderNames.Upgrade)) Set(context, outside);
            return next(context);
        });
    }

    private static void Set(HttpContext context, string outside)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(Reference) ? ReferencePolicy : PagePolicy(context.Request.Host, outside);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), display-capture=(self), geolocation=(self), fullscreen=(self), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        if (context.Request.Path.StartsWithSegments("/api")) headers.CacheControl = "no-store";
    }

    // Browsers differ on whether 'self' covers sockets of the same host, so they are named.
    private static string PagePolicy(HostString host, string outside) =>
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; connect-src 'self' ws://{host} wss://{host}{outside}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // The API reference brings its styles and its start-up script inside the page.
    private const string ReferencePolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
}
