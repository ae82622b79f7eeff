using System.Globalization;
using Telehealth.Domain;
using Telehealth.Server.Doors.Wire;

namespace Telehealth.Server.Doors;

/// <summary>Writes problems.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        await RefusedDoors.RecordAsync(context, problem);
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        await context.Response.WriteAsJsonAsync(problem, WireJson.Options, ContentType, context.RequestAborted);
    }

    public static IResult ToResult(this Problem problem) => new ProblemResult(problem);

    public static IResult ToResult(this Refusal refusal) => new ProblemResult(Problem.Of(refusal));

    /// <summary>Which members are wrong, by name; the values are not repeated.</summary>
    public static Problem Invalid(params (string Member, string Rule)[] errors) =>
        Problem.Of(RefusalCode.Invalid) with { Errors = errors.GroupBy(e => e.Member).ToDictionary(g => g.Key, g => g.Select(e => e.Rule).ToArray()) };

    private sealed class ProblemResult(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, problem);
    }
}
