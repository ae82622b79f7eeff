using System.Diagnostics.Metrics;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Numbers without names: no visit and no person is a label.</summary>
internal sealed class LiveMetrics : IDisposable
{
    private readonly Meter meter = new("Telehealth.Live");
    private readonly Histogram<double> jitter;
    private readonly Histogram<double> roundTrip;
    private readonly Counter<long> packetsLost;
    private readonly Counter<long> blocked;
    private readonly Counter<long> refused;

    public LiveMetrics(LiveConnections connections)
    {
        jitter = meter.CreateHistogram<double>("telehealth.media.jitter", "ms", "Jitter as clients report it");
        roundTrip = meter.CreateHistogram<double>("telehealth.media.round_trip", "ms", "Round trip between the participants");
        packetsLost = meter.CreateCounter<long>("telehealth.media.packets_lost", null, "Packets lost as clients report it");
        blocked = meter.CreateCounter<long>("telehealth.media.blocked", null, "Reports of a camera or microphone that is denied or missing");
        refused = meter.CreateCounter<long>("telehealth.hub.refused", null, "Calls refused before any slice, by code");
        meter.CreateObservableGauge("telehealth.hub.connections", () => connections.Count, null, "Open hub connections");
    }

    public void Count(MediaSample sample)
    {
        if (sample.JitterMs is { } ms) jitter.Record(ms);
        if (sample.RoundTripTimeMs is { } trip) roundTrip.Record(trip);
        if (sample.PacketsLost is { } lost) packetsLost.Add(lost);
        if (sample is { PermissionDenied: true } or { DeviceMissing: true }) blocked.Add(1);
    }

    public void Refused(string code) => refused.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Dispose() => meter.Dispose();
}
