using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace Telehealth.Tests.Shared;

/// <summary>One socket to the visits hub; answers are read as plain JSON, as a foreign client would.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubClient(HubConnection connection)
    {
        _connection = connection;
        connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
        foreach (var name in new[] { "VisitChanged", "BoardChanged", "PresenceChanged", "MessageReceived", "Resync", "PlaceChanged", "AlertRaised", "SignalRelayed", "MediaChanged", "ServerDraining" })
        {
            connection.On<JsonElement>(name, message => Heard.Enqueue((name, message)));
        }
    }

    public ConcurrentQueue<(string Name, JsonElement Message)> Heard { get; } = new();

    /// <summary>Completes when the connection has ended, whoever ended it.</summary>
    public Task Closed => _closed.Task;

    public static async Task<HubClient> ConnectAsync(Uri address, string accessToken)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/visits"), o => o.AccessTokenProvider = () => Task.FromResult<string?>(accessToken)).Build();
        var client = new HubClient(connection);
        await connection.StartAsync();
        return client;
    }

    public static Task<HubClient> ConnectAsync(ClinicClient client) => ConnectAsync(client.Address, client.AccessToken!);

    public async Task<JsonElement> CallAsync(string method, object request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _connection.InvokeAsync<JsonElement>(method, request, limit.Token);
    }

    /// <summary>Calls and insists on a yes.</summary>
    public async Task<JsonElement> DoAsync(string method, object request)
    {
        var answer = await CallAsync(method, request);
        return answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("refusal", out var refusal) && refusal.ValueKind is JsonValueKind.Object
            ? throw new InvalidOperationException($"{method} was refused: {refusal}")
            : answer;
    }

    public Task CheckInAsync(string visitId, string state = "UT") => DoAsync("CheckIn", CheckInFrom(visitId, state));

    public static object CheckInFrom(string visitId, string state) => new
    {
        visitId, commandId = Guid.NewGuid(), location = new { country = "US", state, address = new { line = "1 Main St", city = "Town", postalCode = "84101" } },
        consent = new { version = "current", language = "en", accepted = true }, callbackPhone = "+18015550100",
        emergencyContact = new { name = "Sam Probe", phone = "+18015550101", relationship = "Sibling" }, othersPresent = Array.Empty<object>(), privateSpace = true,
        device = new { camera = "ok", microphone = "ok", speaker = "ok" },
    };

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
