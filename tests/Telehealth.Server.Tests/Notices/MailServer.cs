using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using Telehealth.Server.Desk;
using Telehealth.Server.Features.Notices;

namespace Telehealth.Server.Tests.Notices;

/// <summary>An SMTP server in this process: enough of RFC 5321 for a client that it shares no code with.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public MailServer()
    {
        listener.Start();
        running = AcceptAsync();
    }

    public ConcurrentQueue<MimeMessage> Received { get; } = new();

    /// <summary>Answers a command of this name instead of taking it; null hangs up.</summary>
    public ConcurrentDictionary<string, string?> Answers { get; } = new();

    /// <summary>The server's own sender, on its way here.</summary>
    public EmailSender Sender() => new(
        Options.Create(new EmailOptions { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Security = EmailSecurity.None, From = "no-reply@clinic.example", TimeoutSeconds = 10 }),
        Options.Create(new ClinicOptions()));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await SayAsync(stream, "220 test");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (Answers.TryGetValue(verb, out var answer))
            {
                if (answer is null) return;
                await SayAsync(stream, answer);
                continue;
            }

            if (verb == "DATA" && !await ReadMessageAsync(stream, reader)) return;
            if (verb != "DATA") await SayAsync(stream, verb switch { "EHLO" => "250 test", "QUIT" => "221 bye", _ => "250 ok" });
            if (verb == "QUIT") return;
        }
    }

    /// <returns>False to hang up.</returns>
    private async Task<bool> ReadMessageAsync(NetworkStream stream, StreamReader reader)
    {
        await SayAsync(stream, "354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".") text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        Received.Enqueue(await MimeMessage.LoadAsync(bytes, stop.Token));
        var answer = Answers.TryGetValue("END", out var wanted) ? wanted : "250 taken";
        if (answer is not null) await SayAsync(stream, answer);
        return answer is not null;
    }

    private async Task SayAsync(NetworkStream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop.Token);
}
