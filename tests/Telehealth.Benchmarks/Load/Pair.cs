using System.Diagnostics;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Wire;

namespace Telehealth.Benchmarks.Load;

/// <summary>
/// A clinician and a patient in one visit InProgress. The clinician holds and resumes by turns; an action is done when it was acknowledged
/// and the patient heard its version, and takes from its intended time to the patient's receipt.
/// </summary>
internal sealed class Pair : IWireSink, IAsyncDisposable
{
    private readonly WireClient _clinician;
    private readonly WireClient _patient;
    private readonly string _visitId;
    private readonly Lock _lock = new();
    private readonly Flights _flights = new();
    private bool _held;
    private volatile bool _astray;

    private Pair(Dialect dialect, PairSeat seat)
    {
        _visitId = seat.Clinician.VisitId;
        (_clinician, _patient) = (dialect.Client(seat.Clinician.Bearer), dialect.Client(seat.Patient.Bearer));
    }

    /// <summary>Called with the intended time and the time of the patient's receipt.</summary>
    public Action<Pair, long, long>? Done { get; set; }

    /// <summary>Called once the pair can act again after a refusal.</summary>
    public Action<Pair>? Recovered { get; set; }

    public int Refused { get; private set; }
    public string? LastRefusal { get; private set; }
    public int Resyncs { get; private set; }
    public string? Broken { get; private set; }
    public bool CanAct => !_astray && Broken is null;
    public IEnumerable<WireClient> Clients => [_clinician, _patient];

    public int InFlight
    {
        get { lock (_lock) return _flights.Count; }
    }

    public static async Task<Pair> OpenAsync(Dialect dialect, PairSeat seat, CancellationToken cancel)
    {
        var pair = new Pair(dialect, seat);
        await pair._clinician.ConnectAsync(cancel);
        await pair._patient.ConnectAsync(cancel);
        await HubCalls.JoinAsync(pair._patient, pair._visitId, cancel);
        await pair.LookAsync(cancel);
        (pair._clinician.Sink, pair._patient.Sink) = (pair, pair);
        return pair;
    }

    public void Act(long intended)
    {
        lock (_lock)
        {
            var method = _held ? "ResumeVisit" : "HoldVisit";
            _held = !_held;
            var id = _clinician.NextId();
            _flights.Sent(id, intended);
            _clinician.Send(id, method, HubCalls.Command(_visitId));
        }
    }

    /// <summary>Leaves the visit in progress: after half an hour on hold it could not be resumed without asking the patient again.</summary>
    public async Task RestAsync(CancellationToken cancel)
    {
        if (Broken is not null) return;
        await LookAsync(cancel);
        if (_held) await HubCalls.AcceptedAsync(_clinician, "ResumeVisit", HubCalls.Command(_visitId), cancel);
    }

    public void Hear(WireClient client, in Heard heard)
    {
        var now = Stopwatch.GetTimestamp();
        if (heard.Kind == HeardKind.Answer && client == _clinician) Answered(heard, now);
        else if (heard.Kind == HeardKind.VisitChanged && client == _patient) PatientHas(heard.Version, now);
        else if (heard.Kind == HeardKind.Resync && client == _patient) _ = ResyncAsync();
    }

    public void Lost(WireClient client, string why) => Broken ??= $"{(client == _clinician ? "clinician" : "patient")} of visit {_visitId}: {why}";

    public async ValueTask DisposeAsync()
    {
        await _clinician.DisposeAsync();
        await _patient.DisposeAsync();
    }

    private void Answered(in Heard heard, long now)
    {
        bool done;
        long intended = 0, doneAt = 0;
        lock (_lock)
        {
            done = heard.Refusal is null && _flights.Answered(heard.Id, heard.Version, now, out intended, out doneAt);
            if (heard.Refusal is { } refusal) GoAstray(heard.Id, refusal);
            if (_astray && _flights.AllAnswered) _ = FindBackAsync();
        }

        if (done) Done?.Invoke(this, intended, doneAt);
    }

    private void PatientHas(long version, long now)
    {
        long[] done;
        lock (_lock) done = _flights.Heard(version, now);
        foreach (var intended in done) Done?.Invoke(this, intended, now);
    }

    /// <summary>After a refusal nobody knows whether the next is a hold or a resume: stop, and look once all is answered.</summary>
    private void GoAstray(int id, string refusal)
    {
        _flights.Refused(id);
        Refused++;
        LastRefusal = refusal;
        _astray = true;
    }

    private async Task FindBackAsync()
    {
        try
        {
            await Task.Yield();
            await LookAsync(CancellationToken.None);
            _astray = false;
            Recovered?.Invoke(this);
        }
        catch (Exception fault)
        {
            Broken ??= fault.Message;
        }
    }

    private async Task ResyncAsync()
    {
        Resyncs++;
        try { PatientHas(await HubCalls.JoinAsync(_patient, _visitId, CancellationToken.None), Stopwatch.GetTimestamp()); }
        catch (Exception fault) { Broken ??= fault.Message; }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        var phase = HubCalls.PhaseOf(await HubCalls.SnapshotAsync(_clinician, _visitId, cancel));
        _held = phase switch
        {
            "OnHold" => true,
            "InProgress" => false,
            _ => throw new BenchFault($"visit {_visitId} is {phase}, not InProgress: prepare a new population"),
        };
    }
}
