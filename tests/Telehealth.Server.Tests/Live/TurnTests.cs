using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.PeerToPeer;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

/// <summary>A real coturn accepts the credentials that we give, and no others.</summary>
public sealed class TurnTests
{
    private const string Secret = "shared-with-coturn";

    [Fact]
    public async Task Coturn_takes_our_credential_and_refuses_an_expired_or_a_foreign_one()
    {
        await using var turn = await Turn.StartAsync(Secret);
        var now = SystemInstant();
        Assert.True(await turn.AllocatesAsync(CredentialOf(Secret, now + Duration.FromHours(1))));
        Assert.False(await turn.AllocatesAsync(CredentialOf(Secret, now - Duration.FromHours(1))));
        Assert.False(await turn.AllocatesAsync(CredentialOf("another-secret", now + Duration.FromHours(1))));
    }

    [Fact]
    public void Credentials_are_for_TURN_alone_and_only_with_a_secret()
    {
        var servers = Servers(Secret, "stun:stun.test:3478", "turn:turn.test:3478").For(new(Guid.NewGuid()), SystemInstant());
        Assert.Null(servers[0].Username);
        Assert.NotNull(servers[1].Credential);
        Assert.All(Servers("", "turn:turn.test:3478").For(new(Guid.NewGuid()), SystemInstant()), s => Assert.Null(s.Credential));
    }

    private static IceServer CredentialOf(string secret, Instant until) => Servers(secret, "turn:127.0.0.1").For(new(Guid.NewGuid()), until).Single();

    private static IceServers Servers(string secret, params string[] urls) => new(Options.Create(new VideoOptions { TurnSecret = secret, IceServers = urls }));

    private static Instant SystemInstant() => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private sealed class Turn(Process server, int port, string folder) : IAsyncDisposable
    {
        public static async Task<Turn> StartAsync(string secret)
        {
            var port = Ports.Free();
            var folder = Directory.CreateTempSubdirectory("turn-").FullName;
            var server = Start(
                "turnserver", "-n", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", $"--listening-port={port}", "--min-port=49160", "--max-port=49200", "--use-auth-secret",
                $"--static-auth-secret={secret}", "--realm=visit.test", "--fingerprint", "--allow-loopback-peers", "--no-cli", "--no-tls", "--no-dtls", "--log-file=stdout", "--simple-log",
                $"--pidfile={folder}/turn.pid", $"--userdb={folder}/turndb");
            server.BeginOutputReadLine();
            server.BeginErrorReadLine();
            await Poll.UntilAsync(() => AnswersAsync(port), "coturn listens");
            return new Turn(server, port, folder);
        }

        public async Task<bool> AllocatesAsync(IceServer ice)
        {
            using var client = Start("turnutils_uclient", "-y", "-n", "2", "-m", "1", "-u", ice.Username!, "-w", ice.Credential!, "-p", $"{port}", "127.0.0.1");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            var (output, errors) = (client.StandardOutput.ReadToEndAsync(limit.Token), client.StandardError.ReadToEndAsync(limit.Token));
            await client.WaitForExitAsync(limit.Token);
            await errors;
            return client.ExitCode == 0 && (await output).Contains("Total lost packets 0", StringComparison.Ordinal);
        }

        public async ValueTask DisposeAsync()
        {
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        private static Process Start(string program, params string[] arguments) =>
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;

        private static async Task<bool> AnswersAsync(int port)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
