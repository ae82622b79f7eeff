using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Telehealth.Domain;

namespace Telehealth.Server.Doors;

/// <summary>How often one source may knock on the doors that need no session, or that make others work.</summary>
internal static class Limits
{
    public const string Join = "join";
    public const string SignIn = "sign-in";
    public const string VendorTest = "vendor-test";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Configure(RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Join, context => PerSource(context, Join, o => o.JoinPerMinute));
        limiter.AddPolicy(SignIn, context => PerSource(context, SignIn, o => o.SignInPerMinute));
        limiter.AddPolicy(VendorTest, context => PerSource(context, VendorTest, o => o.VendorTestPerMinute));
        limiter.OnRejected = (rejected, _) => RefuseAsync(rejected);
    }

    /// <summary>Where a request comes from, as far as we can tell.</summary>
    public static string SourceOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static RateLimitPartition<string> PerSource(HttpContext context, string door, Func<RateLimitOptions, int> perMinute)
    {
        var permits = perMinute(context.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value);
        return RateLimitPartition.GetFixedWindowLimiter($"{door} {SourceOf(context)}", _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window });
    }

    private static ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        var door = rejected.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName ?? "other";
        rejected.HttpContext.RequestServices.GetRequiredService<DoorCounts>().Add($"RateLimited:{door}");
        var after = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
        var problem = Problem.Of(RefusalCode.RateLimited) with { RetryAfter = (int)Math.Ceiling(after.TotalSeconds) };
        return new ValueTask(Problems.WriteAsync(rejected.HttpContext, problem));
    }
}
