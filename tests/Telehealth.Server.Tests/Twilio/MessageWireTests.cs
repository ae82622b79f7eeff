using System.Net;
using System.Net.Sockets;
using System.Text;
using Telehealth.Server.Desk;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>The same promises over a real socket, where the platform's own client could send again by itself.</summary>
public sealed class MessageWireTests
{
    [Fact]
    public async Task A_connection_that_dies_after_the_message_left_brings_no_second_one()
    {
        await using var line = new Line(answers: 0);
        using var client = VendorClient.At(line.Address);

        await Assert.ThrowsAsync<NoticeUnknownException>(() => client.Sender.SendAsync(MessageSendTests.Message(), CancellationToken.None));

        Assert.Equal(1, line.Posts);
    }

    [Fact]
    public async Task A_connection_that_was_used_before_and_dies_brings_no_second_one_either()
    {
        await using var line = new Line(answers: 1);
        using var client = VendorClient.At(line.Address);
        Assert.Equal("SM1", (await client.Sender.SendAsync(MessageSendTests.Message(), CancellationToken.None)).VendorId);

        await Assert.ThrowsAsync<NoticeUnknownException>(() => client.Sender.SendAsync(MessageSendTests.Message(), CancellationToken.None));

        Assert.Equal((2, 1), (line.Posts, line.Connections));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_was_sent_nothing()
    {
        using var client = VendorClient.At(ServerProcess.FreeAddress());

        var error = await Assert.ThrowsAsync<NoticeNotSentException>(() => client.Sender.SendAsync(MessageSendTests.Message(), CancellationToken.None));

        Assert.Equal("CHANNEL_DOWN", error.Message);
    }

    /// <summary>Reads whole requests; answers the first ones on a connection that it keeps, then closes without a word.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private static readonly byte[] Answer = Encoding.ASCII.GetBytes("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"sid\":\"SM1\"}");
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _serving;
        private readonly int _answers;

        public Line(int answers)
        {
            _answers = answers;
            _listener.Start();
            _serving = ServeAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        public int Posts { get; private set; }
        public int Connections { get; private set; }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _listener.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var socket = await _listener.AcceptTcpClientAsync();
                    Connections++;
                    await using var stream = socket.GetStream();
                    while (await ReadAsync(stream) && ++Posts <= _answers) await stream.WriteAsync(Answer);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        /// <summary>One request with its body; false when there is none any more.</summary>
        private static async Task<bool> ReadAsync(NetworkStream stream)
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var length = 0;
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(line.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture);
                if (line.Length > 0) continue;
                var body = new char[length];
                return await reader.ReadBlockAsync(body) == length;
            }

            return false;
        }
    }
}
