using System.Diagnostics;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>Builds and runs verifiers that were not written here. A tool that is missing fails the test and is named.</summary>
internal static class ForeignTools
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private static readonly string Sources = Path.Combine(Repository.Top, "tests", "Telehealth.Server.Tests", "Log", "Foreign");

    /// <returns>The program.</returns>
    public static async Task<string> BuildGoAsync(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "src", "verify"));
        File.Copy(Path.Combine(Sources, "verify.go"), Path.Combine(folder, "src", "verify", "verify.go"));
        var (code, said) = await RunAsync(folder, "bash", ["-c",
            """
            set -e
            modules=$(dpkg -L golang-golang-x-mod-dev | grep -m1 '/gocode$')
            GOCACHE="$PWD/cache" GO111MODULE=off GOPATH="$modules:$PWD" go build -o verify ./src/verify
            """]);
        Assert.True(code == 0, $"Go's verifier was not built (apt-get install golang-go golang-golang-x-mod-dev):\n{said}");
        return Path.Combine(folder, "verify");
    }

    /// <returns>The script to give to node.</returns>
    public static async Task<string> InstallSigstoreAsync(string folder)
    {
        var (code, said) = await RunAsync(folder, "npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact", "@sigstore/verify@3.1.1"]);
        Assert.True(code == 0, $"Sigstore's verifier was not installed:\n{said}");
        return Path.Combine(Sources, "verify.cjs");
    }

    public static async Task<(int Code, string Said)> RunAsync(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }
}
