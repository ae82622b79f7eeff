using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Telehealth.Server.Tests.Live;

public sealed class LimitTests
{
    [Fact]
    public async Task What_has_not_the_form_of_a_request_is_invalid_and_the_connection_lives()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.PatientAsync();
        foreach (var request in new object[] { new { }, new { visitId = "x" }, "text", 7, new { visitId = scene.VisitId.ToUpperInvariant() + "0" }, new { visitId = scene.VisitId, sinceVersion = "1" } })
        {
            Assert.Equal("INVALID", Scene.CodeOf(await patient.CallAsync("JoinVisit", request)));
        }

        Assert.Equal("INVALID", Scene.CodeOf(await patient.CallAsync("RequestCallback", new { visitId = scene.VisitId })));
        foreach (var state in new[] { "", "ut", "UT ", "XX", "Utah" })
        {
            Assert.Equal("INVALID", Scene.CodeOf(await patient.CallAsync("UpdateLocation", new { visitId = scene.VisitId, commandId = Guid.NewGuid(), location = new { country = "US", state } })));
        }

        await patient.DoAsync("JoinVisit", new { visitId = scene.VisitId });
    }

    [Fact]
    public async Task Too_many_calls_are_told_when_to_come_back()
    {
        await using var scene = await Scene.SetAsync(new Dictionary<string, string> { ["Live:CallBurst"] = "5", ["Live:CallsPerSecond"] = "1" });
        var (patient, _) = await scene.PatientAsync();
        var answers = new List<JsonElement>();
        for (var i = 0; i < 12; i++) answers.Add(await patient.CallAsync("JoinVisit", new { visitId = scene.VisitId }));
        var refused = answers.Where(a => Scene.CodeOf(a) == "RATE_LIMITED").ToList();
        Assert.InRange(refused.Count, 1, 7);
        Assert.All(refused, r => Assert.InRange(r.GetProperty("refusal").GetProperty("retryAfter").GetInt32(), 1, 2));
    }

    [Fact]
    public async Task A_message_over_2000_characters_is_too_large_and_a_repeated_one_is_stored_once()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.WaitingAsync();
        Assert.Equal("TOO_LARGE", Scene.CodeOf(await patient.CallAsync("SendMessage", new { visitId = scene.VisitId, text = new string('x', 2_001), clientMessageId = Guid.NewGuid() })));
        var message = new { visitId = scene.VisitId, text = "hello", clientMessageId = Guid.NewGuid() };
        Assert.Equal(1, (await patient.DoAsync("SendMessage", message)).GetProperty("number").GetInt64());
        Assert.Equal(1, (await patient.DoAsync("SendMessage", message)).GetProperty("number").GetInt64());
        Assert.Equal(2, (await clinician.DoAsync("SendMessage", new { visitId = scene.VisitId, text = "yes", clientMessageId = Guid.NewGuid() })).GetProperty("number").GetInt64());
        await Scene.HeardAsync(patient, "MessageReceived", m => m.GetProperty("number").GetInt64() == 2);
        var numbers = (await clinician.DoAsync("GetMessages", new { visitId = scene.VisitId })).GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("number").GetInt64());
        Assert.Equal([1L, 2L], numbers);
    }

    [Fact]
    public async Task The_same_command_gets_its_first_outcome_and_another_body_a_mismatch()
    {
        await using var scene = await Scene.SetAsync();
        var (_, clinician) = await scene.WaitingAsync();
        var command = new { visitId = scene.VisitId, commandId = Guid.NewGuid() };
        var first = await clinician.DoAsync("AdmitPatient", command);
        var second = await clinician.DoAsync("AdmitPatient", command);
        Assert.Equal(first.GetProperty("version").GetInt64(), second.GetProperty("version").GetInt64());
        Assert.Equal("IDEMPOTENCY_MISMATCH", Scene.CodeOf(await clinician.CallAsync("AdmitPatient", new { visitId = scene.VisitId, command.commandId, anyway = true })));
    }

    [Fact]
    public async Task Long_polling_carries_the_same_hub()
    {
        await using var scene = await Scene.SetAsync();
        using var client = await scene.App.JoinAsync(scene.Visit);
        await using var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(scene.App.Address, "/hubs/visits"), HttpTransportType.LongPolling, o => o.AccessTokenProvider = () => Task.FromResult(client.AccessToken))
            .Build();
        await connection.StartAsync();
        var joined = await connection.InvokeAsync<JsonElement>("JoinVisit", new { visitId = scene.VisitId });
        Assert.Equal("Scheduled", joined.GetProperty("view").GetProperty("phase").GetString());
    }

    [Fact]
    public async Task A_signed_out_session_loses_its_connection()
    {
        await using var scene = await Scene.SetAsync();
        using var client = await scene.App.JoinAsync(scene.Visit);
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(scene.App.Address, "/hubs/visits"), o => o.AccessTokenProvider = () => Task.FromResult(client.AccessToken)).Build();
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync();
        await client.PostAsync("/api/join/sign-out", null);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
