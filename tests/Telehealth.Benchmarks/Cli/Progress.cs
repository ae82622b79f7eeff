using System.Diagnostics;

namespace Telehealth.Benchmarks.Cli;

/// <summary>Lines on standard error with the seconds since the start; results go elsewhere.</summary>
internal static class Progress
{
    private static readonly long Started = Stopwatch.GetTimestamp();

    public static void Line(string text) =>
        Console.Error.WriteLine(FormattableString.Invariant($"[{Stopwatch.GetElapsedTime(Started).TotalSeconds,7:0.0}] {text}"));

    /// <summary>Counts many small steps and speaks four times on the way.</summary>
    public static Action Counter(string what, int total)
    {
        var done = 0;
        var step = Math.Max(1, total / 4);
        return () =>
        {
            var now = Interlocked.Increment(ref done);
            if (now % step == 0 || now == total) Line($"{what}: {now} of {total}");
        };
    }
}
