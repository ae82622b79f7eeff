using System.Diagnostics;

namespace Telehealth.Benchmarks.Machine;

internal static class OutputOf
{
    /// <summary>First line of a short program's output, or null when it cannot be had.</summary>
    public static async Task<string?> FirstLineAsync(string file, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        if (Spawner.OnPath(file) is not { } program) return null;
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        var text = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0 ? text.Trim().Split('\n')[0] : null;
    }
}
