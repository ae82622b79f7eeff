using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>A vendor that answers as it was told, in order; the last answer is repeated.</summary>
internal sealed class Vendor(params Func<CancellationToken, Task<HttpResponseMessage>>[] answers) : HttpMessageHandler
{
    private static readonly Func<CancellationToken, Task<HttpResponseMessage>> NoWay = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused.");
    private int _calls;

    public int Calls => _calls;
    public List<HttpRequestMessage> Requests { get; } = [];
    public List<string> Users { get; } = [];

    /// <summary>What was really written, try by try.</summary>
    public List<string> Bodies { get; } = [];

    public static Func<CancellationToken, Task<HttpResponseMessage>> Says(HttpStatusCode status, string body = "{}", string? retryAfter = null) => _ => Task.FromResult(Answer(status, body, retryAfter));

    public static Func<CancellationToken, Task<HttpResponseMessage>> Room(HttpStatusCode status = HttpStatusCode.OK) =>
        Says(status, $$"""{"sid":"{{TwilioSettings.RoomSid}}","unique_name":"r-1","status":"in-progress","unheard_of":{"a":1} }""");

    public static Func<CancellationToken, Task<HttpResponseMessage>> Error(HttpStatusCode status, int code, string? retryAfter = null) =>
        Says(status, $$"""{"code":{{code}},"message":"Words of the vendor about pat-1","more_info":"https://example.test","status":{{(int)status}} }""", retryAfter);

    /// <summary>No connection, so nothing is written.</summary>
    public static Func<CancellationToken, Task<HttpResponseMessage>> Unreachable() => NoWay;

    public static Func<CancellationToken, Task<HttpResponseMessage>> Breaks() => _ => throw new HttpRequestException("Connection reset.");

    public static Func<CancellationToken, Task<HttpResponseMessage>> NeverAnswers() => async cancellation =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        throw new InvalidOperationException("Waited for ever.");
    };

    public static Func<CancellationToken, Task<HttpResponseMessage>> NeverEndsItsBody() => _ =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = Interlocked.Increment(ref _calls);
        lock (Requests)
        {
            Requests.Add(request);
            Users.Add(Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers.Authorization!.Parameter!)).Split(':')[0]);
        }

        var answer = answers[Math.Min(call, answers.Length) - 1];
        if (answer != NoWay && request.Content is { } content) await WriteAsync(content, cancellationToken);
        return await answer(cancellationToken);
    }

    /// <summary>As a socket would get it: written anew with each try.</summary>
    private async Task WriteAsync(HttpContent content, CancellationToken cancellation)
    {
        using var written = new MemoryStream();
        await content.CopyToAsync(written, cancellation);
        lock (Requests) Bodies.Add(Encoding.UTF8.GetString(written.ToArray()));
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body, string? retryAfter)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is not null) response.Headers.RetryAfter = RetryConditionHeaderValue.Parse(retryAfter);
        return response;
    }

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
