using Npgsql;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Floor;
using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.NodePeer;

/// <summary>Runs the socket.io + node-postgres service until Ctrl-C.</summary>
internal static class PeerCommand
{
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var options = Options.Parse(arguments);
        var database = options.Required("database");
        var port = options.Number("port", FreePort.Take(), 1, 65_535);
        var pool = options.Number("pool", 32, 1, 200);
        options.RefuseUnknown();

        await using var folder = TempFolder.Make();
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.OpenAsync(cancel);
            await FloorSchema.CreateAsync(connection, postgres: true, cancel);
        }

        await PeerFiles.InstallAsync(folder.Path, cancel);
        await using var peer = await PeerFiles.StartAsync(folder.Path, database, port, pool);
        await peer.ReadyAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), TimeSpan.FromSeconds(30), cancel);
        Progress.Line($"peer on http://127.0.0.1:{port} (pid {peer.Pid}); Ctrl-C ends it");
        while (peer.Running) await Task.Delay(500, cancel);
        throw new BenchFault($"the peer ended; its last lines:\n{peer.Tail}");
    }
}
