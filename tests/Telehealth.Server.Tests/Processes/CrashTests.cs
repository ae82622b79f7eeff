using System.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Processes;

/// <summary>The process is killed without warning, again and again: whatever was acknowledged is there, and nothing half done is.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Rounds = 24;
    private const int FirstStarts = 6;
    private const int Visits = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("telehealth-crash").FullName;
    private readonly Random _random = new(20261123);

    [Fact]
    public async Task Killing_the_process_at_any_moment_loses_nothing_acknowledged()
    {
        var settings = Clinic.Settings($"Data Source={Path.Combine(_folder, "clinic.db")}");
        var address = ServerProcess.FreeAddress();
        await KillDuringFirstStartsAsync(settings, address);

        var server = await ServerProcess.StartAsync(settings, address);
        try
        {
            var visits = await PrepareAsync(address);
            for (var round = 0; round < Rounds; round++)
            {
                await DriveUntilKilledAsync(server, visits);
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(settings, address);
                await AssertEverythingAcknowledgedIsThereAsync(address, visits);
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The very first start makes the file, migrates and makes the first admin; every instant of it must be survivable.</summary>
    private async Task KillDuringFirstStartsAsync(Dictionary<string, string> settings, Uri address)
    {
        for (var i = 0; i < FirstStarts; i++)
        {
            await using var server = ServerProcess.Launch(settings, address);
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(50, 2_500)), TimeProvider.System);
            server.Kill();
        }
    }

    private static async Task<List<RunningVisit>> PrepareAsync(Uri address)
    {
        using var admin = await Clinic.AdminAsync(address);
        var visits = new List<RunningVisit>();
        for (var i = 0; i < Visits; i++)
        {
            var email = $"clinician{i}@clinic.test";
            var id = await admin.AddClinicianAsync(email, Clinic.Password, ["UT"]);
            using var clinician = await ClinicClient.SignedInAsync(address, email, Clinic.Password);
            visits.Add(await RunningVisit.StartAsync(admin, id, clinician));
        }

        return visits;
    }

    private async Task DriveUntilKilledAsync(ServerProcess server, List<RunningVisit> visits)
    {
        using var stop = new CancellationTokenSource();
        var drivers = visits.Select(v => DriveAsync(server.Address, v, stop.Token)).ToArray();
        var before = visits.Sum(v => v.Acknowledged.Count);
        await Poll.UntilAsync(() => Task.FromResult(visits.All(v => v.Acknowledged.Count > 0) && visits.Sum(v => v.Acknowledged.Count) > before), "the visits are driven");
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(20, 600)), TimeProvider.System);
        server.Kill();
        await stop.CancelAsync();
        await Task.WhenAll(drivers);
    }

    /// <summary>Hold, resume and chat as fast as the server answers, noting each yes; ends when the connection does.</summary>
    private static async Task DriveAsync(Uri address, RunningVisit visit, CancellationToken stop)
    {
        try
        {
            await using var clinician = await HubClient.ConnectAsync(address, visit.ClinicianToken);
            await using var patient = await HubClient.ConnectAsync(address, visit.PatientToken);
            var onHold = (await clinician.DoAsync("JoinVisit", new { visitId = visit.Id })).GetProperty("view").GetProperty("phase").GetString() == "OnHold";
            while (!stop.IsCancellationRequested)
            {
                var method = onHold ? "ResumeVisit" : "HoldVisit";
                var commandId = Guid.NewGuid();
                var answer = await clinician.DoAsync(method, new { visitId = visit.Id, commandId });
                visit.Keep(commandId, method, answer.GetProperty("version").GetInt64());
                onHold = !onHold;
                var message = await patient.DoAsync("SendMessage", new { visitId = visit.Id, text = "still here", clientMessageId = Guid.NewGuid() });
                visit.KeepMessage(message.GetProperty("number").GetInt64());
            }
        }
        catch (Exception e) when (e is HubException or HttpRequestException or IOException or OperationCanceledException or InvalidOperationException or AggregateException or System.Net.WebSockets.WebSocketException)
        {
            Debug.WriteLine(e.Message);
        }
    }

    private static async Task AssertEverythingAcknowledgedIsThereAsync(Uri address, List<RunningVisit> visits)
    {
        using var admin = await Clinic.AdminAsync(address);
        foreach (var visit in visits)
        {
            await using var clinician = await HubClient.ConnectAsync(address, visit.ClinicianToken);
            var joined = await clinician.DoAsync("JoinVisit", new { visitId = visit.Id, sinceVersion = visit.AcknowledgedVersion });
            Assert.True(joined.GetProperty("version").GetInt64() >= visit.AcknowledgedVersion, $"{visit.Id} went back before {visit.AcknowledgedVersion}");

            var (commandId, method, version) = visit.Acknowledged[^1];
            var again = await clinician.DoAsync(method, new { visitId = visit.Id, commandId });
            Assert.Equal(version, again.GetProperty("version").GetInt64());

            var messages = await clinician.DoAsync("GetMessages", new { visitId = visit.Id });
            var numbers = messages.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("number").GetInt64()).ToHashSet();
            Assert.Superset(visit.AcknowledgedMessages.TakeLast(20).ToHashSet(), numbers);

            var timeline = await admin.GetAsync($"/api/audit/visits/{visit.Id}/timeline");
            Assert.True(timeline.GetProperty("chain").GetProperty("intact").GetBoolean(), timeline.GetProperty("chain").ToString());
        }
    }
}
