using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Prometheus;
using Scalar.AspNetCore;
using Telehealth.Domain;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Hosting;

/// <summary>What a request passes on its way in, outermost first.</summary>
internal static class Pipeline
{
    public static void UseTelehealthPipeline(this WebApplication app)
    {
        NetworkHint.Use(app);
        app.UseForwardedHeaders();
        if (app.Environment.IsProduction()) app.UseHsts();
        app.UseSecurityHeaders();
        app.UseMiddleware<FaultBarrier>();
        app.UseStatusCodePages(context => TellAsync(context.HttpContext));
        app.UseBodyLimit();
        app.UseAssetCaching();
        app.UseRouting();
        app.UseHttpMetrics();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    // Per request, not in Kestrel's options: those are read before the settings are checked.
    private static void UseBodyLimit(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<IOptions<RateLimitOptions>>();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limits.Value.MaxBodyBytes;
            return next(context);
        });
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapTelehealthHealth();
        app.MapMetrics("/metrics").AllowAnonymous();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/scalar", o => o.DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideClientButton().HideDeveloperTools()).AllowAnonymous();
    }

    private static Task TellAsync(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problems.WriteAsync(context, Problem.Of(RefusalCode.NotFound)),
        StatusCodes.Status413PayloadTooLarge => Problems.WriteAsync(context, Problem.Of(RefusalCode.TooLarge)),
        StatusCodes.Status429TooManyRequests => Problems.WriteAsync(context, Problem.Of(RefusalCode.RateLimited)),
        var status and >= 400 and < 500 => Problems.WriteAsync(context, Problem.Of(RefusalCode.Invalid) with { Status = status }),
        _ => Task.CompletedTask,
    };
}
