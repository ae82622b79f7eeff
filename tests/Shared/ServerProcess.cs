using System.Collections.Concurrent;
using System.Diagnostics;

namespace Telehealth.Tests.Shared;

/// <summary>The real server as its own process, killable without warning: the published one that <c>TELEHEALTH_SERVER</c> names, or the build beside the tests.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>Of this test process, so that a server that is started again opens what the one before it sealed.</summary>
    private static readonly Lazy<string> MasterKey = new(() =>
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("telehealth-keys-").FullName, "master-key");
        File.WriteAllText(file, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        return file;
    });

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }
    public string Output => string.Join('\n', _output);

    /// <summary>Once it is true, everything that the process said is in <see cref="Output"/>.</summary>
    public bool HasExited
    {
        get
        {
            if (!_process.HasExited) return false;
            _process.WaitForExit();
            return true;
        }
    }

    public int ExitCode => _process.ExitCode;

    public static Uri FreeAddress() => new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>Starts without waiting for readiness.</summary>
    public static ServerProcess Launch(IReadOnlyDictionary<string, string> settings, Uri? address = null, params string[] arguments)
    {
        address ??= FreeAddress();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Environment.GetEnvironmentVariable("TELEHEALTH_SERVER") is { Length: > 0 } published ? published : Repository.Built("Telehealth.Server"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["PublicBaseUrl"] = address.ToString().TrimEnd('/');
        start.Environment["Audit__SigningKeyFile"] = TestLogKey.File;
        start.Environment["Audit__Origin"] = TestLogKey.Origin;
        start.Environment["Audit__MasterKeyFile"] = MasterKey.Value;
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = new Process { StartInfo = start };
        var server = new ServerProcess(process, address);
        process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> settings, Uri? address = null)
    {
        var server = Launch(settings, address);
        await server.WaitUntilReadyAsync(TimeSpan.FromSeconds(60));
        return server;
    }

    public async Task WaitUntilReadyAsync(TimeSpan limit)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < limit)
        {
            if (HasExited) throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{Output}");
            if (await IsReadyAsync(http)) return;
            await Poll.PauseAsync();
        }

        throw new TimeoutException($"The server was not ready after {limit}:\n{Output}");
    }

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>SIGTERM: the server leaves in its own time.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null) _output.Enqueue(line);
        while (_output.Count > 2_000) _output.TryDequeue(out _);
    }
}
