using System.Globalization;
using System.Runtime.InteropServices;

namespace Telehealth.Benchmarks.Machine;

/// <summary>The machine and the versions that figures belong to; no names of hosts or people.</summary>
internal static class MachineCard
{
    public static string Markdown(params IEnumerable<string> more)
    {
        string[] lines =
        [
            $"- Date: {DateTimeOffset.UtcNow.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)}",
            $"- Machine: {Processor()}, {Environment.ProcessorCount} logical processors, {MemoryGigabytes()} GiB, {Kernel()}; servers, database and generator share it",
            $"- .NET {Environment.Version}",
            .. more.Select(line => $"- {line}"),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private static string Processor() => Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string Kernel() => string.Join(' ', RuntimeInformation.OSDescription.Split(' ').Take(2));

    private static string MemoryGigabytes()
    {
        var text = Field("/proc/meminfo", "MemTotal")?.Split(' ')[0];
        return double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
            ? (kilobytes / (1 << 20)).ToString("0", CultureInfo.InvariantCulture)
            : "?";
    }

    private static string? Field(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
