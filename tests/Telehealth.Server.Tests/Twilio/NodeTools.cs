using System.Diagnostics;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>Packages of the vendor and of independent tool makers, of exact versions, fetched from npm when a test runs.</summary>
internal static class NodeTools
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static bool AreHere { get; } = IsOnPath("node") && IsOnPath("npm");

    /// <summary>A fresh folder with these packages in its <c>node_modules</c>; scripts of theirs do not run.</summary>
    public static async Task<string> InstallAsync(params string[] packages)
    {
        var folder = Directory.CreateTempSubdirectory("telehealth-node-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"private":true}""");
        await RunAsync(folder, "npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", "--loglevel=error", .. packages]);
        return folder;
    }

    /// <summary>One file out of a package, without what the package needs.</summary>
    public static async Task<byte[]> FileOfAsync(string package, string path)
    {
        var folder = Directory.CreateTempSubdirectory("telehealth-pack-").FullName;
        try
        {
            await RunAsync(folder, "npm", ["pack", package, "--silent"]);
            await RunAsync(folder, "tar", ["xzf", Path.GetFileName(Directory.GetFiles(folder, "*.tgz").Single()), $"package/{path}"]);
            return await File.ReadAllBytesAsync(Path.Combine(folder, "package", path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs a script with the text on its standard input, and returns what it wrote.</summary>
    public static Task<string> ScriptAsync(string folder, string script, string input) => RunAsync(folder, "node", ["-e", script], input);

    private static async Task<string> RunAsync(string folder, string program, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors} {await output}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than {Limit}.");
        }
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));
}

/// <summary>Needs node and npm: skipped on a machine without them, but never in CI.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!NodeTools.AreHere && Environment.GetEnvironmentVariable("CI") != "true") Skip = "node and npm are not installed here.";
    }
}
