namespace Telehealth.Server.Twilio.Calls;

/// <summary>Reads an answer to its end while the try's time still runs: a body that trickles must not outlive the budget of its call.</summary>
internal sealed class WholeAnswer : DelegatingHandler
{
    public const int MostBytes = 4 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
