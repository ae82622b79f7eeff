using System.Text.Json;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Wire;

namespace Telehealth.Benchmarks.Load;

/// <summary>Hub methods in the shape of docs/hub.md; a refusal here is a fault of the preparation.</summary>
internal static class HubCalls
{
    public static string Command(string visitId) => $"{{\"visitId\":\"{visitId}\",\"commandId\":\"{Guid.NewGuid()}\"}}";

    public static Task<JsonElement> SnapshotAsync(WireClient client, string visitId, CancellationToken cancel) =>
        AcceptedAsync(client, "JoinVisit", $"{{\"visitId\":\"{visitId}\"}}", cancel);

    /// <summary>Joins and gives the version of the snapshot.</summary>
    public static async Task<long> JoinAsync(WireClient client, string visitId, CancellationToken cancel) =>
        (await SnapshotAsync(client, visitId, cancel)).GetProperty("version").GetInt64();

    public static string? PhaseOf(JsonElement snapshot) =>
        snapshot.TryGetProperty("view", out var view) && view.TryGetProperty("phase", out var phase) ? phase.GetString() : null;

    public static async Task<JsonElement> AcceptedAsync(WireClient client, string method, string argument, CancellationToken cancel)
    {
        JsonElement result;
        try { result = await client.CallAsync(method, argument, cancel); }
        catch (IOException fault) { throw new BenchFault($"{method} failed: {fault.Message}"); }
        if (result.ValueKind == JsonValueKind.Object && result.TryGetProperty("refusal", out var refusal) && refusal.ValueKind == JsonValueKind.Object)
            throw new BenchFault($"{method} was refused: {refusal.GetRawText()}");
        return result;
    }
}
