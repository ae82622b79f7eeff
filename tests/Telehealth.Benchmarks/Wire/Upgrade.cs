using System.Net.Sockets;
using System.Text;

namespace Telehealth.Benchmarks.Wire;

/// <summary>The HTTP request that turns a connection into a WebSocket.</summary>
internal static class Upgrade
{
    public static async Task ShakeAsync(Socket socket, Uri address, string? bearer, FrameBuffer received, CancellationToken cancel)
    {
        var identity = bearer is null ? "" : $"Authorization: Bearer {bearer}\r\n";
        var request = $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGVsZWhlYWx0aC1iZW5jaA==\r\n{identity}\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), cancel);
        int end;
        while ((end = received.Unread.IndexOf("\r\n\r\n"u8)) < 0)
        {
            var count = await socket.ReceiveAsync(received.Free, cancel);
            if (count == 0) throw new IOException("the server closed the connection during the upgrade");
            received.Received(count);
        }

        var answer = Encoding.ASCII.GetString(received.Unread[..end]);
        if (!answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            throw new IOException($"no WebSocket at {address.AbsolutePath}: {answer.Split('\r')[0]}");
        received.Consume(end + 4);
    }
}
