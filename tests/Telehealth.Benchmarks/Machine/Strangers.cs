using System.Diagnostics;

namespace Telehealth.Benchmarks.Machine;

/// <summary>How much of a core processes that are not ours used since this was made.</summary>
internal sealed class Strangers
{
    private readonly long _since = Stopwatch.GetTimestamp();
    private readonly double _busy = ProcReading.MachineBusySeconds();
    private readonly double _ours = ProcReading.TreeCpuSeconds(Environment.ProcessId);

    public double PercentOfACore
    {
        get
        {
            var ours = ProcReading.TreeCpuSeconds(Environment.ProcessId) - _ours;
            var theirs = ProcReading.MachineBusySeconds() - _busy - ours;
            return Math.Max(0, theirs) / Stopwatch.GetElapsedTime(_since).TotalSeconds * 100;
        }
    }
}
