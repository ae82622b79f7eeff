using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.Load;

/// <summary>The server process seen from outside; without a pid nothing is measured there.</summary>
internal sealed class ServerClock(int? pid)
{
    private double _since;

    public bool Known => pid is not null;

    public void Start() => _since = pid is { } id ? ProcReading.CpuSeconds(id) : 0;

    /// <summary>Processor seconds since <see cref="Start"/>.</summary>
    public double Used => pid is { } id ? ProcReading.CpuSeconds(id) - _since : double.NaN;

    public double ResidentKilobytes => pid is { } id ? ProcReading.ResidentBytes(id) / 1024.0 : double.NaN;
}
