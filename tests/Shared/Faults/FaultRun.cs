using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Tests.Shared.Faults;

/// <summary>Drives visits through a server whose vendor misbehaves, and looks afterwards at what is left on both sides.</summary>
public sealed class FaultRun(FakeTwilio vendor, FaultRunSpec spec, Action<string> say)
{
    private static readonly string[] Claiming = ["PatientClaimed", "VisitRoomReplaced"];
    private readonly ConcurrentBag<VisitTrace> _traces = [];
    private int _next = -1;

    public async Task<FaultRunResult> RunAsync(ClinicClient admin, string password, CancellationToken stop = default)
    {
        var lines = await Task.WhenAll(Enumerable.Range(0, spec.Lines).Select(i => Line.StartAsync(admin, password, i)));
        var since = Stopwatch.GetTimestamp();
        (vendor.Dial, vendor.Callbacks.Dial) = (spec.Vendor, spec.Callbacks);
        for (var i = 0; i < spec.Strays; i++) vendor.Rooms.Forget($"r-{Guid.NewGuid():N}", new Uri(admin.Address, "/webhooks/twilio/rooms").ToString());
        await Task.WhenAll([OutageAsync(stop), .. lines.Select(line => WorkAsync(admin, line, stop))]);
        foreach (var line in lines) await line.DisposeAsync();
        var took = Stopwatch.GetElapsedTime(since);
        (vendor.Dial, vendor.Callbacks.Dial) = (FaultDial.Off, CallbackDial.Off);
        var requests = vendor.Requests.ToArray();
        var settled = await SettleAsync(stop);
        return new()
        {
            Spec = spec, Visits = [.. _traces], Ends = await EndsAsync(admin), Claims = await ClaimsAsync(admin), Rooms = vendor.Rooms.All, Requests = requests,
            AskedAfterwards = vendor.Requests.Count - requests.Length, Callbacks = vendor.Callbacks, Took = took, Settled = settled,
        };
    }

    private async Task WorkAsync(ClinicClient admin, Line line, CancellationToken stop)
    {
        for (var number = Interlocked.Increment(ref _next); number < spec.Visits; number = Interlocked.Increment(ref _next))
        {
            stop.ThrowIfCancellationRequested();
            var trace = await new FaultyVisit(vendor, spec, admin, line, number).RunAsync();
            _traces.Add(trace);
            foreach (var problem in trace.Problems) say($"visit {number}: {problem}");
            if (_traces.Count % Math.Max(1, spec.Visits / 10) == 0) say($"{_traces.Count} of {spec.Visits} visits are over");
        }
    }

    /// <summary>In the middle: when a third of the visits are over.</summary>
    private async Task OutageAsync(CancellationToken stop)
    {
        while (_traces.Count < spec.Visits / 3) await Task.Delay(100, stop);
        say($"the vendor goes away for {spec.Outage.TotalSeconds:0} s");
        vendor.IsDown = true;
        await Task.Delay(spec.Outage, stop);
        vendor.IsDown = false;
        say("the vendor is back");
    }

    private async Task<TimeSpan> SettleAsync(CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        say($"all visits are over; {vendor.Rooms.Live.Count} rooms still live at the vendor");
        while (vendor.Rooms.Live.Count > 0 && Stopwatch.GetElapsedTime(since) < spec.Settle) await Task.Delay(200, stop);
        await vendor.Callbacks.IdleAsync();
        say($"{vendor.Rooms.Live.Count} rooms live after {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
        return Stopwatch.GetElapsedTime(since);
    }

    private async Task<Dictionary<string, string>> EndsAsync(ClinicClient admin)
    {
        var ends = new Dictionary<string, string>();
        foreach (var id in _traces.Select(t => t.VisitId).Where(id => id.Length > 0))
        {
            var visit = await admin.GetAsync($"/api/visits/{id}");
            ends[id] = $"{visit.GetProperty("phase").GetString()} {(visit.TryGetProperty("outcome", out var outcome) ? outcome.ToString() : "")}".TrimEnd();
        }

        return ends;
    }

    private static async Task<Dictionary<string, string>> ClaimsAsync(ClinicClient admin)
    {
        var claims = new Dictionary<string, string>();
        foreach (var code in Claiming)
        {
            var cursor = "";
            do
            {
                var page = await admin.GetAsync($"/api/audit/records?code={code}&limit=200{cursor}");
                foreach (var record in page.GetProperty("items").EnumerateArray())
                    claims[record.GetProperty("after").GetProperty("roomName").GetString()!] = record.GetProperty("subject").GetProperty("visitId").GetString()!;
                cursor = page.TryGetProperty("nextCursor", out var next) && next.ValueKind is JsonValueKind.String ? $"&cursor={Uri.EscapeDataString(next.GetString()!)}" : "";
            }
            while (cursor.Length > 0);
        }

        return claims;
    }
}
