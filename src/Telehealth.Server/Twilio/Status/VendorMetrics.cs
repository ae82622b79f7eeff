using System.Diagnostics.Metrics;
using NodaTime;

namespace Telehealth.Server.Twilio.Status;

/// <summary>Numbers without names: labels are kinds of calls and codes of ours, never an id, never a word of the vendor.</summary>
internal sealed class VendorMetrics : IDisposable
{
    private readonly Meter meter = new("Telehealth.Vendor");
    private readonly Histogram<double> duration;
    private readonly Counter<long> tries;
    private readonly Histogram<double> lag;
    private readonly Counter<long> refused;
    private long waiting;

    public VendorMetrics(CallFigures figures)
    {
        duration = meter.CreateHistogram<double>("telehealth.vendor.call.duration", "s", "Calls to the video vendor with all their tries, by kind and outcome");
        tries = meter.CreateCounter<long>("telehealth.vendor.call.tries", null, "Requests sent to the video vendor, by kind of call");
        lag = meter.CreateHistogram<double>("telehealth.vendor.callback.lag", "s", "From what the vendor says happened to our having applied it");
        refused = meter.CreateCounter<long>("telehealth.vendor.callback.refused", null, "Callbacks that were not signed by the vendor");
        meter.CreateObservableGauge("telehealth.vendor.callback.waiting", () => Volatile.Read(ref waiting), null, "Callbacks received and not yet applied");
        meter.CreateObservableGauge("telehealth.vendor.circuit", () => figures.All().Select(c => new Measurement<int>((int)c.Circuit, CallOf(c.Call))), null, "0 closed, 1 trying again, 2 open");
    }

    public void Ended(string call, CallOutcome outcome, int sent, TimeSpan took)
    {
        duration.Record(took.TotalSeconds, CallOf(call), new KeyValuePair<string, object?>("outcome", outcome.ToString()));
        tries.Add(sent, CallOf(call));
    }

    /// <summary>The vendor's clock may be ahead of ours: that is no lag.</summary>
    public void Applied(Instant happened, Instant now) => lag.Record(Math.Max(0, (now - happened).TotalSeconds));

    public void Refused() => refused.Add(1);

    public void Waiting(long count) => Volatile.Write(ref waiting, count);

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> CallOf(string call) => new("call", call);
}
