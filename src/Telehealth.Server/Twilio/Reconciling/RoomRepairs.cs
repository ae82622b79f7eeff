using System.Diagnostics.Metrics;

namespace Telehealth.Server.Twilio.Reconciling;

/// <summary>Counts repairs by their kind; no visit and no person is a label.</summary>
internal sealed class RoomRepairs : IDisposable
{
    private readonly Meter meter = new("Telehealth.Twilio");
    private readonly Counter<long> repairs;

    public RoomRepairs() => repairs = meter.CreateCounter<long>("telehealth.video.repairs", null, "What was found to differ from the vendor's rooms and was repaired");

    public void Count(string kind) => repairs.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Dispose() => meter.Dispose();
}
