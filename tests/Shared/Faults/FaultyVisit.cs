using System.Diagnostics;
using System.Text.Json;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Tests.Shared.Faults;

/// <summary>One visit from check-in to its end, by the calls that the pages make and with devices in the vendor's room.</summary>
internal sealed class FaultyVisit(FakeTwilio vendor, FaultRunSpec spec, ClinicClient admin, Line line, int number)
{
    private static readonly string[] Passing = ["UNAVAILABLE", "RATE_LIMITED", "VERSION_CONFLICT"];
    private readonly VisitTrace _trace = new();
    private readonly List<FakeStay> _devices = [];
    private readonly Random _random = new(spec.Seed + number);

    public async Task<VisitTrace> RunAsync()
    {
        try
        {
            var visit = await admin.ScheduleAsync(line.Own.Id);
            _trace.VisitId = visit.Id;
            using var person = await ClinicClient.JoinedAsync(admin.Address, visit.LinkToken, ScheduledVisit.BirthDate);
            await using var patient = await HubClient.ConnectAsync(person);
            await patient.DoAsync("JoinVisit", new { visitId = visit.Id });
            await patient.CheckInAsync(visit.Id);
            await line.Own.Hub.DoAsync("JoinVisit", new { visitId = visit.Id });
            if (await AdmittedAsync(patient) is { } grant) await TreatAsync(patient, grant);
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or OperationCanceledException or TurnedAwayException or Microsoft.AspNetCore.SignalR.HubException)
        {
            _trace.Problems.Add(fault.Message);
        }

        return _trace;
    }

    private async Task<JsonElement?> AdmittedAsync(HubClient patient)
    {
        var (since, command, provider) = (Stopwatch.GetTimestamp(), Guid.NewGuid(), (string?)null);
        while (true)
        {
            var answer = await PressAsync(command, provider);
            if (Find(answer, "grant") is { } grant)
            {
                _trace.WayIn = provider is not null ? WayIn.Fallback : _trace.Presses.Count == 1 ? WayIn.FirstPress : WayIn.Repeated;
                _trace.UntilGranted = Stopwatch.GetElapsedTime(since);
                return grant;
            }

            var code = _trace.Presses[^1].Answer;
            if (code != "VIDEO_UNAVAILABLE" && !Passing.Contains(code)) throw new InvalidOperationException($"AdmitPatient: {answer}");
            if (spec.GivesUp(number) && code == "VIDEO_UNAVAILABLE")
            {
                await GiveUpAsync(patient);
                return null;
            }

            if (provider is null && spec.TakesFallback(number, _trace.Presses.Count) && Find(answer, "fallback") is { } other) (command, provider) = (Guid.NewGuid(), other.GetString());
            await Task.Delay(spec.Pause, TimeProvider.System);
        }
    }

    /// <summary>The same command until it is done, as the page repeats it.</summary>
    private async Task<JsonElement> PressAsync(Guid commandId, string? videoProvider)
    {
        var since = Stopwatch.GetTimestamp();
        var answer = await line.Own.Hub.CallAsync("AdmitPatient", new { visitId = _trace.VisitId, commandId, anyway = true, videoProvider });
        _trace.Presses.Add(new(Stopwatch.GetElapsedTime(since), Find(answer, "refusal")?.GetProperty("code").GetString() ?? "granted"));
        return answer;
    }

    private async Task GiveUpAsync(HubClient patient)
    {
        await patient.DoAsync("LeaveWaitingRoom", new { visitId = _trace.VisitId, commandId = Guid.NewGuid(), reason = "TechnicalProblem" });
        await admin.PostAsync($"/api/visits/{_trace.VisitId}/cancel", new { reason = "Other", by = "Patient" });
        _trace.WayIn = WayIn.GivenUp;
    }

    private async Task TreatAsync(HubClient patient, JsonElement grant)
    {
        Enter(grant);
        var theirs = Enter(await GrantOfAsync(patient));
        await StayAsync();
        if (spec.IsHeld(number)) theirs = await HeldAsync(patient);
        var owner = spec.IsTransferred(number) ? await TransferredAsync() : line.Own;
        if (theirs is { IsIn: false }) _trace.Problems.Add("The patient was put out although admitted.");
        await DoAsync(owner.Hub, "EndVisit", new { visitId = _trace.VisitId, commandId = Guid.NewGuid(), disposition = "Completed" });
        foreach (var device in _devices.Where(_ => _random.Next(2) == 0)) vendor.Rooms.Leave(device);
    }

    private async Task<FakeStay?> HeldAsync(HubClient patient)
    {
        await DoAsync(line.Own.Hub, "HoldVisit", new { visitId = _trace.VisitId, commandId = Guid.NewGuid() });
        await StayAsync();
        await DoAsync(line.Own.Hub, "ResumeVisit", new { visitId = _trace.VisitId, commandId = Guid.NewGuid() });
        var theirs = Enter(await GrantOfAsync(patient));
        await StayAsync();
        return theirs;
    }

    private async Task<Clinician> TransferredAsync()
    {
        await DoAsync(line.Own.Hub, "TransferVisit", new { visitId = _trace.VisitId, commandId = Guid.NewGuid(), clinicianId = line.Colleague.Id, note = "" });
        await DoAsync(line.Colleague.Hub, "AcceptTransfer", new { visitId = _trace.VisitId, commandId = Guid.NewGuid() });
        Enter(await GrantOfAsync(line.Colleague.Hub));
        await StayAsync();
        return line.Colleague;
    }

    private Task<JsonElement> GrantOfAsync(HubClient person) => DoAsync(person, "GetRoomGrant", new { visitId = _trace.VisitId });

    /// <summary>Into the room with the token, as a browser does it; between browsers there is nothing to enter.</summary>
    private FakeStay? Enter(JsonElement grant)
    {
        if (Find(grant, "token")?.GetString() is not { } token) return null;
        var stay = vendor.Rooms.Join(token);
        _devices.Add(stay);
        _trace.Rooms.Add(stay.Room.Sid);
        return stay;
    }

    private static async Task<JsonElement> DoAsync(HubClient person, string method, object request)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await person.CallAsync(method, request);
            if (Find(answer, "refusal")?.GetProperty("code").GetString() is not { } code) return answer;
            if (tries == 5 || !Passing.Contains(code)) throw new InvalidOperationException($"{method} was refused: {code}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private Task StayAsync() => Task.Delay(spec.Stay * (1 + _random.NextDouble()), TimeProvider.System);

    private static JsonElement? Find(JsonElement answer, string name) =>
        answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
