using System.Diagnostics;

namespace Telehealth.Benchmarks.Load;

/// <summary>Latencies of the actions that fall into one window of time. Exact: every sample is kept.</summary>
internal sealed class Meter(long opens, TimeSpan window)
{
    private readonly long _closes = opens + (long)(window.TotalSeconds * Stopwatch.Frequency);
    private readonly List<long> _ticks = new(1 << 16);
    private readonly Lock _lock = new();

    public long Closes => _closes;

    /// <param name="stamp">What decides whether it counts: completion in a closed loop, intended time in an open one.</param>
    public void Record(long stamp, long latency)
    {
        if (stamp < opens || stamp >= _closes) return;
        lock (_lock) _ticks.Add(latency);
    }

    public int Count
    {
        get { lock (_lock) return _ticks.Count; }
    }

    /// <summary>Actions per second and latency percentiles in milliseconds.</summary>
    public void Report(Figures figures, string prefix)
    {
        long[] sorted;
        lock (_lock) sorted = [.. _ticks.Order()];
        figures[$"{prefix} per second"] = sorted.Length / window.TotalSeconds;
        figures[$"{prefix} p50 ms"] = Percentile(sorted, 0.50);
        figures[$"{prefix} p99 ms"] = Percentile(sorted, 0.99);
        figures[$"{prefix} worst ms"] = Percentile(sorted, 1.0);
    }

    private static double Percentile(long[] sorted, double share)
    {
        if (sorted.Length == 0) return double.NaN;
        var index = Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1);
        return sorted[index] * 1000.0 / Stopwatch.Frequency;
    }
}
