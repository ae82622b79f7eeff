using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Telehealth.Domain;
using Telehealth.Server.Doors.Wire;

namespace Telehealth.Server.Doors;

/// <summary>What a slice answers to its REST door: a value, or the problem that stands instead of it.</summary>
internal sealed class Answer<T> : IResult, IEndpointMetadataProvider
{
    private Answer(T? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    public T? Value { get; }
    public Problem? Problem { get; }

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Problem problem) => new(default, problem);

    public static implicit operator Answer<T>(Refusal refusal) => new(default, Problem.Of(refusal));

    public static implicit operator Answer<T>(RefusalCode code) => new(default, Problem.Of(code));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Problem is not null) return Problems.WriteAsync(httpContext, Problem);
        if (Value is not Done) return httpContext.Response.WriteAsJsonAsync(Value, WireJson.Options, httpContext.RequestAborted);
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(typeof(T) == typeof(Done)
            ? new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent)
            : new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        foreach (var status in new[] { 400, 401, 403, 404, 409 }) builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(Problem), [Problems.ContentType]));
    }
}

/// <summary>Nothing to say but yes (204).</summary>
internal sealed record Done
{
    public static Done Yes { get; } = new();
}

/// <param name="NextCursor">Null on the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor = null);
