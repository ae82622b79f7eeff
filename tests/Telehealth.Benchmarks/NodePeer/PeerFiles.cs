using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.NodePeer;

/// <summary>Installs the socket.io service from its lock file into a folder of its own.</summary>
internal static class PeerFiles
{
    private static readonly string[] Names = ["server.js", "package.json", "package-lock.json"];

    public static async Task InstallAsync(string folder, CancellationToken cancel)
    {
        if (Spawner.OnPath("node") is null) throw new BenchFault("node is not on the PATH: install Node 20 or newer");
        var npm = Spawner.OnPath("npm") ?? throw new BenchFault("npm is not on the PATH: it comes with Node");
        Directory.CreateDirectory(folder);
        foreach (var name in Names) File.Copy(Path.Combine(AppContext.BaseDirectory, "peer", name), Path.Combine(folder, name), overwrite: true);
        Progress.Line("installing the peer with npm ci");
        var install = new ChildSpec("npm ci", npm, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], Directory: folder);
        await ChildProcess.RunAsync(install, TimeSpan.FromMinutes(5), cancel);
    }

    public static async Task<ChildProcess> StartAsync(string folder, string database, int port, int pool)
    {
        var where = new Npgsql.NpgsqlConnectionStringBuilder(database);
        var environment = new Dictionary<string, string>
        {
            ["NODE_ENV"] = "production",
            ["PEER_PORT"] = $"{port}",
            ["PEER_POOL"] = $"{pool}",
            ["PGHOST"] = where.Host ?? "127.0.0.1",
            ["PGPORT"] = $"{where.Port}",
            ["PGUSER"] = where.Username ?? "postgres",
            ["PGPASSWORD"] = where.Password ?? "",
            ["PGDATABASE"] = where.Database ?? "postgres",
        };
        return await ChildProcess.StartAsync(new ChildSpec("the peer", "node", ["server.js"], environment, folder));
    }
}
