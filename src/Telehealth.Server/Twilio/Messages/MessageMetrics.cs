using System.Diagnostics.Metrics;

namespace Telehealth.Server.Twilio.Messages;

/// <summary>What became of messages: counts by our own words, no notice and no person among the labels.</summary>
internal sealed class MessageMetrics : IDisposable
{
    private readonly Meter _meter = new("Telehealth.Messages");
    private readonly Counter<long> _sends;
    private readonly Counter<long> _news;
    private readonly Counter<long> _incoming;

    public MessageMetrics()
    {
        _sends = _meter.CreateCounter<long>("telehealth.messages.sends", null, "Text messages handed to the vendor, by outcome");
        _news = _meter.CreateCounter<long>("telehealth.messages.news", null, "What the vendor told of text messages, by status and code");
        _incoming = _meter.CreateCounter<long>("telehealth.messages.incoming", null, "Text messages that came in, by what they asked for");
    }

    public void Sent(string outcome) => _sends.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Told(string status, string? code) => _news.Add(1, new("status", status), new("code", code ?? ""));

    public void CameIn(string kind) => _incoming.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Dispose() => _meter.Dispose();
}
