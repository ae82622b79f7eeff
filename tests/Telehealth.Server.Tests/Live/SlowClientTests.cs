using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Telehealth.Server.Tests.Live;

public sealed class SlowClientTests
{
    private const int Changes = 60;

    [Fact]
    public async Task A_client_that_reads_nothing_delays_nobody()
    {
        await using var scene = await Scene.SetAsync(new Dictionary<string, string> { ["Live:CallBurst"] = "100000", ["Live:CallsPerSecond"] = "100000" });
        scene.App.Log.Expect("was aborted");
        scene.App.Log.Expect("timed out");
        using var desk = await scene.App.FrontDeskAsync();
        using var dead = await JoinedButDeafAsync(scene, desk.AccessToken!);
        var (patient, clinician) = await scene.WaitingAsync();
        foreach (var _ in Enumerable.Range(0, 45)) await patient.DoAsync("SendMessage", new { visitId = scene.VisitId, text = new string('x', 2_000), clientMessageId = Guid.NewGuid() });
        await ChokeAsync(scene, dead);

        // Each is heard before the ten seconds after which SignalR gives up a connection that does not take what is sent.
        for (var i = 0; i < Changes; i++)
        {
            var version = (await patient.DoAsync("ReaffirmLocation", scene.Command())).GetProperty("version").GetInt64();
            await Scene.HeardAsync(clinician, "VisitChanged", m => m.GetProperty("version").GetInt64() == version, seconds: 8);
            clinician.Heard.Clear();
        }

        Assert.InRange(await HeardByAsync(dead), 0, Changes - 1);
    }

    /// <summary>Asks for more than the kernel buffers, and reads none of it.</summary>
    private static async Task ChokeAsync(Scene scene, ClientWebSocket dead)
    {
        for (var i = 0; i < 200; i++) await SendAsync(dead, new { type = 1, invocationId = $"m{i}", target = "GetMessages", arguments = new[] { new { visitId = scene.VisitId } } });
    }

    /// <summary>What was on its way when it went deaf; the rest was held back, or the connection was given up.</summary>
    private static async Task<int> HeardByAsync(ClientWebSocket dead)
    {
        var (buffer, heard) = (new byte[65_536], 0);
        try
        {
            while (true)
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                var part = await dead.ReceiveAsync(buffer, limit.Token);
                if (part.MessageType is WebSocketMessageType.Close) return heard;
                heard += Encoding.UTF8.GetString(buffer, 0, part.Count).Split("\"target\":\"VisitChanged\"").Length - 1;
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            return heard;
        }
    }

    private static async Task<ClientWebSocket> JoinedButDeafAsync(Scene scene, string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        using var narrow = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = ConnectNarrowlyAsync });
        await socket.ConnectAsync(new UriBuilder(scene.App.Address) { Scheme = "ws", Path = "/hubs/visits" }.Uri, narrow, CancellationToken.None);
        await SendAsync(socket, new { protocol = "json", version = 1 });
        await SendAsync(socket, new { type = 1, invocationId = "1", target = "JoinVisit", arguments = new[] { new { visitId = scene.VisitId } } });
        var buffer = new byte[16_384];
        var heard = "";
        while (!heard.Contains("\"invocationId\":\"1\"", StringComparison.Ordinal))
        {
            var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            heard += Encoding.UTF8.GetString(buffer, 0, part.Count);
        }

        return socket;
    }

    private static async ValueTask<Stream> ConnectNarrowlyAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2_048 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static Task SendAsync(ClientWebSocket socket, object message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message) + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
