using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Telehealth.Benchmarks.Wire;

/// <summary>socket.io 4 over Engine.IO 4 by hand: 0 open, 2 ping, 40 connected, 42 event, 43 acknowledgement.</summary>
internal sealed class SocketIoClient(Uri service) : WireClient(service, null)
{
    private static readonly byte[] Pong = FrameBuffer.Wrap(FrameKind.Text, "3"u8);

    protected override byte[] Encode(int id, string method, string argument) => Encoding.UTF8.GetBytes($"42{id}[\"{method}\",{argument}]");

    protected override void Greet() => SendFrame(FrameBuffer.Wrap(FrameKind.Text, "40"u8));

    protected override void Read(ReadOnlySpan<byte> message)
    {
        var heard = Parse(message);
        if (heard.Kind == HeardKind.Ping) SendFrame(Pong);
        else Handle(heard, message);
    }

    protected override JsonElement ResultOf(byte[] message)
    {
        using var document = JsonDocument.Parse(message.AsMemory(message.IndexOf((byte)'[')));
        return document.RootElement[0].Clone();
    }

    internal static Heard Parse(ReadOnlySpan<byte> message) => message switch
    {
        [(byte)'2'] => new Heard(HeardKind.Ping),
        [(byte)'0', ..] => new Heard(HeardKind.Opened),
        [(byte)'4', (byte)'0', ..] => new Heard(HeardKind.Ready),
        [(byte)'4', (byte)'1', ..] => new Heard(HeardKind.Closed),
        [(byte)'4', (byte)'2', .. var rest] => ReadEvent(rest),
        [(byte)'4', (byte)'3', .. var rest] => ReadAnswer(rest),
        [(byte)'4', (byte)'4', ..] => new Heard(HeardKind.Closed, Refusal: Encoding.UTF8.GetString(message)),
        _ => new Heard(HeardKind.Other),
    };

    private static Heard ReadEvent(ReadOnlySpan<byte> array)
    {
        var changed = array.StartsWith("[\"VisitChanged\""u8);
        return changed ? new Heard(HeardKind.VisitChanged, 0, ReadBody(array).Version) : new Heard(HeardKind.Other);
    }

    private static Heard ReadAnswer(ReadOnlySpan<byte> rest)
    {
        Utf8Parser.TryParse(rest, out int id, out var digits);
        var body = ReadBody(rest[digits..]);
        return new Heard(HeardKind.Answer, id, body.Version, body.Refusal);
    }

    private static BodyReader ReadBody(ReadOnlySpan<byte> array)
    {
        var json = new Utf8JsonReader(array);
        var body = new BodyReader();
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName) body.Take(ref json);
        }

        return body;
    }
}
