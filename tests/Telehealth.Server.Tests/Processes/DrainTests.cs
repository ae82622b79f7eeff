using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Processes;

/// <summary>A server that is told to leave while people act: it says so first, begins nothing new, loses nothing, and goes.</summary>
public sealed class DrainTests : IDisposable
{
    private const int DrainSeconds = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("telehealth-drain").FullName;

    [Fact]
    public async Task A_server_that_is_told_to_leave_under_load_tells_its_clients_and_loses_nothing_acknowledged()
    {
        var settings = Clinic.Settings($"Data Source={Path.Combine(_folder, "clinic.db")}");
        settings["Drain:Seconds"] = $"{DrainSeconds}";
        await using var server = await ServerProcess.StartAsync(settings);
        var visit = await PrepareAsync(server.Address);
        await using var watching = await HubClient.ConnectAsync(server.Address, visit.PatientToken);
        await watching.DoAsync("JoinVisit", new { visitId = visit.Id });
        var driving = DriveAsync(server.Address, visit);
        await Poll.UntilAsync(() => Task.FromResult(visit.Acknowledged.Count > 5), "the visit is driven");

        var told = Stopwatch.StartNew();
        server.Terminate();

        await Poll.UntilAsync(() => Task.FromResult(watching.Heard.Any(h => h.Name == "ServerDraining")), "clients are told");
        Assert.Equal(DrainSeconds, watching.Heard.First(h => h.Name == "ServerDraining").Message.GetProperty("reconnectWithin").GetInt32());
        Assert.False(server.HasExited);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(server, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
        var refused = await watching.CallAsync("JoinVisit", new { visitId = visit.Id });
        Assert.Equal("DRAINING", refused.GetProperty("refusal").GetProperty("code").GetString());

        await Poll.UntilAsync(() => Task.FromResult(server.HasExited), "the server has left", DrainSeconds + 15);
        Assert.InRange(told.Elapsed, TimeSpan.FromSeconds(DrainSeconds - 1), TimeSpan.FromSeconds(DrainSeconds + 15));
        Assert.True(server.ExitCode == 0, server.Output);
        await driving;

        await using var next = await ServerProcess.StartAsync(settings, server.Address);
        await AssertNothingLostAsync(next.Address, visit);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<RunningVisit> PrepareAsync(Uri address)
    {
        using var admin = await Clinic.AdminAsync(address);
        var id = await admin.AddClinicianAsync("ada@clinic.test", Clinic.Password, ["UT"]);
        using var clinician = await ClinicClient.SignedInAsync(address, "ada@clinic.test", Clinic.Password);
        return await RunningVisit.StartAsync(admin, id, clinician);
    }

    /// <summary>Hold and resume by turns until the connection ends, noting each yes.</summary>
    private static async Task DriveAsync(Uri address, RunningVisit visit)
    {
        try
        {
            await using var clinician = await HubClient.ConnectAsync(address, visit.ClinicianToken);
            for (var turn = 0; ; turn++)
            {
                var (method, commandId) = (turn % 2 == 0 ? "HoldVisit" : "ResumeVisit", Guid.NewGuid());
                var answer = await clinician.DoAsync(method, new { visitId = visit.Id, commandId });
                visit.Keep(commandId, method, answer.GetProperty("version").GetInt64());
            }
        }
        catch (Exception ended) when (ended is HubException or IOException or OperationCanceledException or InvalidOperationException or System.Net.WebSockets.WebSocketException)
        {
            Debug.WriteLine(ended.Message);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerProcess server, string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private static async Task AssertNothingLostAsync(Uri address, RunningVisit visit)
    {
        await using var clinician = await HubClient.ConnectAsync(address, visit.ClinicianToken);
        var joined = await clinician.DoAsync("JoinVisit", new { visitId = visit.Id });
        Assert.True(joined.GetProperty("version").GetInt64() >= visit.AcknowledgedVersion);
        foreach (var (commandId, method, version) in visit.Acknowledged.TakeLast(20))
        {
            JsonElement again = await clinician.DoAsync(method, new { visitId = visit.Id, commandId });
            Assert.Equal(version, again.GetProperty("version").GetInt64());
        }
    }
}
