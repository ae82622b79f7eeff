using System.Diagnostics.Metrics;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>Figures of sealing; an alert stands on the age of the oldest record that waits.</summary>
internal sealed class LogMetrics : IDisposable
{
    private readonly Meter _meter = new("Telehealth.Log");
    private readonly Counter<long> _sealed;

    public LogMetrics(LogStatus status)
    {
        _meter.CreateObservableGauge("telehealth.log.pending.age", () => status.Now.Oldest.TotalSeconds, "s", "Age of the oldest record that has no leaf yet");
        _sealed = _meter.CreateCounter<long>("telehealth.log.sealed", null, "Records that this process sealed");
        _meter.CreateObservableGauge("telehealth.log.size", () => status.Now.Head?.Size ?? 0, null, "Leaves of the log, where this process seals it");
        _meter.CreateObservableGauge("telehealth.log.copy.fails", () => status.Now.CopyFails ? 1 : 0, null, "1 while the second store does not take the newest signed head");
        _meter.CreateObservableGauge("telehealth.log.refusing", () => status.Now.State is SealingState.Refusing ? 1 : 0, null, "1 while this process refuses to sign the log");
    }

    public void Sealed(long records) => _sealed.Add(records);

    public void Dispose() => _meter.Dispose();
}
