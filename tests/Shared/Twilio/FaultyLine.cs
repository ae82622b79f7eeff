using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Telehealth.Tests.Shared.Twilio;

/// <summary>Between the caller and the vendor: notes each request, checks who it is, and lets happen to it what the fault says.</summary>
internal sealed class FaultyLine(FakeTwilio fake)
{
    private static readonly TimeSpan Trickle = TimeSpan.FromMilliseconds(100), HalfOpen = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var fault = fake.Draw();
        fake.Requests.Enqueue(await SeenAsync(http, fault));
        if (!fake.Account.Accepts(http.Request.Headers.Authorization)) await Error.Answer(401, 20003).ExecuteAsync(http);
        else if (fault.Kind is FaultKind.None) await next(http);
        else if (fault is { AfterEffect: false, Kind: not FaultKind.SlowBody }) await RuinAsync(http, fault, []);
        else await RuinAsync(http, fault, await DoneAsync(http, next));
    }

    private async Task RuinAsync(HttpContext http, Fault fault, byte[] answer)
    {
        switch (fault.Kind)
        {
            case FaultKind.HeldBack: await AskToWait(http, fault, Error.Answer(429, 20429)).ExecuteAsync(http); break;
            case FaultKind.Broken: await AskToWait(http, fault, Results.Text("<html>upstream</html>", "text/html", statusCode: fault.Status)).ExecuteAsync(http); break;
            case FaultKind.Garbage: await Results.Text("<html>200, says the gateway</html>", "application/json", statusCode: 200).ExecuteAsync(http); break;
            case FaultKind.Redirect: Redirect(http); break;
            case FaultKind.Silent: await UntilGoneAsync(http, Timeout.InfiniteTimeSpan); break;
            case FaultKind.Reset: Reset(http); break;
            case FaultKind.HalfClosed: await HalfAsync(http, answer); break;
            case FaultKind.SlowBody: await SlowAsync(http, answer); break;
            case FaultKind.None: default: throw new InvalidOperationException($"{fault.Kind} ruins nothing.");
        }
    }

    private async Task<SeenRequest> SeenAsync(HttpContext http, Fault fault)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : FormCollection.Empty;
        return new(
            http.Request.Method, http.Request.Path, form.ToDictionary(f => f.Key, f => f.Value.FirstOrDefault() ?? ""), FakeAccount.UserOf(http.Request.Headers.Authorization)?.Name, fault,
            fake.Time.GetUtcNow(), fake.IsDown);
    }

    /// <summary>Does what was asked and keeps the answer back.</summary>
    private static async Task<byte[]> DoneAsync(HttpContext http, RequestDelegate next)
    {
        var line = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        await next(http);
        http.Response.Body = line;
        return kept.ToArray();
    }

    private static IResult AskToWait(HttpContext http, Fault fault, IResult result)
    {
        if (fault.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return result;
    }

    private void Redirect(HttpContext http) =>
        (http.Response.StatusCode, http.Response.Headers.Location) = (StatusCodes.Status307TemporaryRedirect, new Uri(fake.RedirectTo, http.Request.Path).ToString());

    private static void Reset(HttpContext http)
    {
        var socket = SocketOf(http);
        socket.LingerState = new LingerOption(true, 0);
        socket.Close(0);
        http.Abort();
    }

    private static async Task HalfAsync(HttpContext http, byte[] answer)
    {
        if (answer.Length > 0)
        {
            http.Response.ContentLength = answer.Length;
            await http.Response.Body.WriteAsync(answer.AsMemory(0, answer.Length / 2));
            await http.Response.Body.FlushAsync();
        }

        SocketOf(http).Shutdown(SocketShutdown.Send);
        await UntilGoneAsync(http, HalfOpen);
        http.Abort();
    }

    private static async Task SlowAsync(HttpContext http, byte[] answer)
    {
        http.Response.ContentLength = answer.Length;
        try
        {
            for (var i = 0; i < answer.Length; i++)
            {
                await http.Response.Body.WriteAsync(answer.AsMemory(i, 1), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(Trickle, TimeProvider.System, http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller had enough.
        }
    }

    private static Task UntilGoneAsync(HttpContext http, TimeSpan most) =>
        Task.Delay(most, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static Socket SocketOf(HttpContext http) => http.Features.Get<IConnectionSocketFeature>()!.Socket;
}
