using System.Net;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>
/// Notes whether the vendor may have got a call. Until its body is being written, nothing that could be acted on has left; an answer that
/// refuses it says that nothing was done.
/// </summary>
internal sealed class SendWatch : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<bool> Arrived = new("Telehealth.Twilio.MayHaveArrived");

    public static bool MayHaveArrived(HttpRequestMessage request) => request.Options.TryGetValue(Arrived, out var may) && may;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null) request.Options.Set(Arrived, true);
        else if (request.Content is not WatchedContent) request.Content = new WatchedContent(request.Content, () => request.Options.Set(Arrived, true));
        var response = await base.SendAsync(request, cancellationToken);
        if (Refuses(response.StatusCode)) request.Options.Set(Arrived, false);
        return response;
    }

    /// <summary>Not what a gateway says that gave up waiting (408), nor anything broken.</summary>
    public static bool Refuses(HttpStatusCode status) => status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.RequestTimeout;

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent _content;
        private readonly Action _leaves;

        public WatchedContent(HttpContent content, Action leaves)
        {
            (_content, _leaves) = (content, leaves);
            foreach (var (name, values) in content.Headers) Headers.TryAddWithoutValidation(name, values);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            _leaves();
            return _content.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _content.Headers.ContentLength ?? 0;
            return _content.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _content.Dispose();
            base.Dispose(disposing);
        }
    }
}
