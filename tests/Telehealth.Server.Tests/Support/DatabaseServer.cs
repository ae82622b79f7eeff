using System.Diagnostics;
using Npgsql;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Support;

/// <summary>A PostgreSQL server of the tests' own. Missing programs fail the test; they are never a reason to skip it.</summary>
internal sealed class DatabaseServer : IAsyncDisposable
{
    private static readonly Lazy<Task<DatabaseServer>> Common = new(async () =>
    {
        var server = await StartNewAsync();
        server.EndWithThisProcess();
        return server;
    });

    private static int _names;
    private readonly string _folder = Directory.CreateTempSubdirectory("telehealth-pg-").FullName;
    private readonly string _bin = FindPrograms();
    private readonly int _port = Ports.Free();
    private bool _running;

    /// <summary>One for the whole run, gone with it.</summary>
    public static Task<DatabaseServer> CommonAsync() => Common.Value;

    public static async Task<DatabaseServer> StartNewAsync()
    {
        var server = new DatabaseServer();
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", server._folder);
        }

        await server.RunProgramAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8");
        await server.StartAsync();
        return server;
    }

    /// <summary>Durable settings are off: no test here cuts the power.</summary>
    public async Task StartAsync()
    {
        await RunProgramAsync(
            "pg_ctl", "-D", Data, "-w", "-t", "20", "-l", Path.Combine(_folder, "log"), "-o",
            $"-c listen_addresses=127.0.0.1 -p {_port} -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c track_commit_timestamp=on", "start");
        _running = true;
    }

    /// <summary>As if the machine died: connections break in the middle of what they do.</summary>
    public async Task KillAsync()
    {
        await RunProgramAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        _running = false;
    }

    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"t{Interlocked.Increment(ref _names)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}");
        await command.ExecuteNonQueryAsync();
        return name;
    }

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=20;Timeout=5";

    public async ValueTask DisposeAsync()
    {
        if (_running)
        {
            await KillAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    // The test host is not given the time to clean up, and may be killed: a shell waits for its end and does it.
    private void EndWithThisProcess()
    {
        var stop = $"{(Environment.UserName == "root" ? "runuser -u postgres -- " : "")}'{Path.Combine(_bin, "pg_ctl")}' -D '{Data}' -m immediate -w stop";
        var script = $"while kill -0 {Environment.ProcessId} 2>/dev/null; do sleep 1; done; {stop}; rm -rf '{_folder}'";
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"({script}) >/dev/null 2>&1 </dev/null &"]) { WorkingDirectory = "/" })!.Dispose();
    }

    private string Data => Path.Combine(_folder, "data");

    private Task RunProgramAsync(string program, params string[] arguments) => Environment.UserName == "root"
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(_bin, program), .. arguments])
        : RunAsync(Path.Combine(_bin, program), arguments);

    private static string FindPrograms()
    {
        var folders = new[] { Environment.GetEnvironmentVariable("TELEHEALTH_POSTGRES_BIN") ?? "" }
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin")) : [])
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")))
            ?? throw new InvalidOperationException("PostgreSQL (initdb, pg_ctl) is needed for these tests: install the package postgresql.");
    }

    // Output goes nowhere: pg_ctl's server would inherit a pipe and keep it open for ever.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]) { WorkingDirectory = "/" })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }
}
