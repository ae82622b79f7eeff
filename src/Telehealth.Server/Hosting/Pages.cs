using Telehealth.Domain;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Hosting;

/// <summary>The web client: its files, and the one HTML page for every address that it knows itself.</summary>
internal static class Pages
{
    private static readonly string[] Addresses = ["/", "/join/{**rest}", "/clinic/{**rest}", "/admin/{**rest}"];

    public static void UseAssetCaching(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // The build hashes the names under /assets, so what such a name holds never changes.
        if (context.Request.Path.StartsWithSegments("/assets")) context.Response.OnStarting(KeepForever, context);
        return next(context);
    });

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapMethods("/assets/{**rest}", [HttpMethods.Get, HttpMethods.Head], () => Problem.Of(RefusalCode.NotFound).ToResult()).AllowAnonymous().ExcludeFromDescription();
        foreach (var address in Addresses) app.MapGet(address, Shell).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Shell(IWebHostEnvironment environment, HttpContext context)
    {
        var page = environment.WebRootFileProvider.GetFileInfo("index.html");
        context.Response.Headers.CacheControl = "no-cache";
        return page.Exists ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8") : Problem.Of(RefusalCode.NotFound, "The pages were not built.").ToResult();
    }

    private static Task KeepForever(object state)
    {
        var response = ((HttpContext)state).Response;
        if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified) response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Task.CompletedTask;
    }
}
