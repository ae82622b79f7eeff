using Npgsql;
using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Machine;

/// <summary>A PostgreSQL of our own with its durability on, as it comes: fsync and synchronous_commit are stated, nothing is tuned.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly ChildProcess _process;
    private readonly int _port;

    private PostgresServer(ChildProcess process, int port) => (_process, _port) = (process, port);

    public static async Task<PostgresServer> StartAsync(TempFolder folder, CancellationToken cancel)
    {
        var data = folder.At("postgres");
        Directory.CreateDirectory(data);
        if (Environment.IsPrivilegedProcess) await ChildProcess.RunAsync(new ChildSpec("chown", "chown", ["postgres", data]), Limit, cancel);
        string[] init = ["-D", data, "-U", "postgres", "-A", "trust", "--no-locale", "-E", "UTF8"];
        await ChildProcess.RunAsync(new ChildSpec("initdb", Program("initdb"), init, AsPostgres: true), Limit, cancel);

        var port = FreePort.Take();
        string[] settings = [$"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=on", "synchronous_commit=on", "max_connections=200"];
        string[] arguments = ["-D", data, .. settings.SelectMany(setting => new[] { "-c", setting })];
        var process = await ChildProcess.StartAsync(new ChildSpec("PostgreSQL", Program("postgres"), arguments, AsPostgres: true, StopSignal: Libc.Interrupt));
        var server = new PostgresServer(process, port);
        await server.ReadyAsync(cancel);
        return server;
    }

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public async Task<string> DatabaseAsync(string name, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Address("postgres"));
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancel);
        return Address(name);
    }

    /// <summary>Takes a database away, whoever is still connected.</summary>
    public async Task DropAsync(string name, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Address("postgres"));
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Writes out what the last run left behind, so that the next does not pay for it.</summary>
    public async Task CheckpointAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Address("postgres"));
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("CHECKPOINT", connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<string> VersionAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Address("postgres"));
        await connection.OpenAsync(cancel);
        return $"PostgreSQL {connection.PostgreSqlVersion}, fsync on, synchronous_commit on, otherwise as installed";
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private string Address(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";

    private async Task ReadyAsync(CancellationToken cancel)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (!_process.Running) throw new BenchFault($"PostgreSQL ended while starting; its last lines:\n{_process.Tail}");
            try
            {
                await using var connection = new NpgsqlConnection($"{Address("postgres")};Pooling=false");
                await connection.OpenAsync(cancel);
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100, cancel);
            }
        }

        throw new BenchFault($"PostgreSQL was not ready; its last lines:\n{_process.Tail}");
    }

    /// <summary>From the PATH, else the newest that Debian has put under its own folder.</summary>
    private static string Program(string name)
    {
        const string debian = "/usr/lib/postgresql";
        var there = Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian).OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin", name)).FirstOrDefault(File.Exists)
            : null;
        return there ?? Spawner.OnPath(name) ?? throw new BenchFault($"{name} is not found: install PostgreSQL 15 or newer");
    }
}
