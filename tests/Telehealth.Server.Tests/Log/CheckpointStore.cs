using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Telehealth.Server.Tests.Log;

/// <summary>A store out of the operator's hands, as far as the server knows one: an address that takes PUT.</summary>
internal sealed class CheckpointStore : IAsyncDisposable
{
    /// <summary>For <see cref="Answer"/>: no answer at all.</summary>
    public const int HangUp = 0;

    private readonly WebApplication app;
    private volatile int answer = StatusCodes.Status201Created;

    private CheckpointStore(WebApplication app) => this.app = app;

    public Uri Address => new($"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/heads/");

    /// <summary>Everything that was asked, in order, with what was answered.</summary>
    public ConcurrentQueue<StoreRequest> Asked { get; } = new();

    /// <summary>Status of the answers; only 201 keeps what comes.</summary>
    public int Answer { get => answer; set => answer = value; }

    public IReadOnlyList<StoreRequest> Kept => [.. Asked.Where(a => a.Answer == StatusCodes.Status201Created)];

    public static async Task<CheckpointStore> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var store = new CheckpointStore(builder.Build());
        store.app.Run(store.TakeAsync);
        await store.app.StartAsync();
        return store;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var now = answer;
        Asked.Enqueue(new($"{context.Request.Method} {context.Request.Path}", context.Request.ContentType, await reader.ReadToEndAsync(), now));
        if (now == HangUp) context.Abort();
        else context.Response.StatusCode = now;
    }
}

/// <param name="Line">Method and path.</param>
internal sealed record StoreRequest(string Line, string? ContentType, string Body, int Answer);
