using System.Diagnostics;

namespace Telehealth.Benchmarks.Load;

/// <summary>Warm-up, then the window that counts, with the server's processor time read at its edges.</summary>
internal sealed class ActionWindow(LoadSpec spec, string prefix)
{
    private readonly ServerClock _clock = new(spec.Pid);

    public Meter Meter { get; } = new(Stopwatch.GetTimestamp() + (long)(spec.WarmUp.TotalSeconds * Stopwatch.Frequency), spec.Window);

    public async Task PassAsync(Figures figures, CancellationToken cancel)
    {
        await Task.Delay(spec.WarmUp, cancel);
        _clock.Start();
        await Task.Delay(spec.Window, cancel);
        var used = _clock.Used;
        Meter.Report(figures, prefix);
        if (_clock.Known) figures[$"{prefix} server CPU µs"] = used * 1e6 / Math.Max(1, Meter.Count);
    }
}
