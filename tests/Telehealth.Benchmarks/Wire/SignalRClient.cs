using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Telehealth.Benchmarks.Wire;

/// <summary>SignalR's JSON hub protocol by hand: records end with the byte 0x1e.</summary>
internal sealed class SignalRClient(Uri hub, string? bearer) : WireClient(hub, bearer)
{
    private const byte End = 0x1e;
    private static readonly byte[] Ping = FrameBuffer.Wrap(FrameKind.Text, "{\"type\":6}\u001e"u8);

    public override byte[] KeepAlive => Ping;

    protected override byte[] Encode(int id, string method, string argument) =>
        Encoding.UTF8.GetBytes($"{{\"type\":1,\"invocationId\":\"{id}\",\"target\":\"{method}\",\"arguments\":[{argument}]}}\u001e");

    protected override void Greet() =>
        SendFrame(FrameBuffer.Wrap(FrameKind.Text, "{\"protocol\":\"json\",\"version\":1}\u001e"u8));

    protected override void Read(ReadOnlySpan<byte> message)
    {
        while (message.IndexOf(End) is var end and >= 0)
        {
            Handle(Parse(message[..end]), message[..end]);
            message = message[(end + 1)..];
        }
    }

    protected override JsonElement ResultOf(byte[] message)
    {
        using var document = JsonDocument.Parse(message);
        if (document.RootElement.TryGetProperty("error", out var error)) throw new IOException(error.GetString());
        return document.RootElement.TryGetProperty("result", out var result) ? result.Clone() : default;
    }

    internal static Heard Parse(ReadOnlySpan<byte> record)
    {
        var json = new Utf8JsonReader(record);
        var body = new BodyReader();
        var (type, id, event_) = (0, 0, HeardKind.Other);
        string? error = null;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName) continue;
            if (json.CurrentDepth > 1) body.Take(ref json);
            else if (json.ValueTextEquals("type"u8)) { json.Read(); type = json.GetInt32(); }
            else if (json.ValueTextEquals("target"u8)) { json.Read(); event_ = Named(ref json); }
            else if (json.ValueTextEquals("invocationId"u8)) { json.Read(); Utf8Parser.TryParse(json.ValueSpan, out id, out _); }
            else if (json.ValueTextEquals("error"u8)) { json.Read(); error = json.GetString(); }
        }

        return type switch
        {
            0 => new Heard(error is null ? HeardKind.Ready : HeardKind.Closed, Refusal: error),
            1 => new Heard(event_, 0, body.Version),
            3 => new Heard(HeardKind.Answer, id, body.Version, error ?? body.Refusal),
            6 => new Heard(HeardKind.Ping),
            7 => new Heard(HeardKind.Closed, Refusal: error),
            _ => new Heard(HeardKind.Other),
        };
    }

    private static HeardKind Named(ref Utf8JsonReader json) =>
        json.ValueTextEquals("VisitChanged"u8) ? HeardKind.VisitChanged
        : json.ValueTextEquals("Resync"u8) ? HeardKind.Resync
        : HeardKind.Other;
}
