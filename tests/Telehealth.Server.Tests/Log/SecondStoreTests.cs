using System.Text.Json;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>Copies of signed heads leave the house over HTTP; whether they do is told to whoever watches.</summary>
public sealed class SecondStoreTests : IAsyncLifetime
{
    private const string CannotBeWritten = "The second store of signed heads cannot be written to";
    private CheckpointStore store = null!;

    public async Task InitializeAsync() => store = await CheckpointStore.StartAsync();

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task Each_signed_head_is_put_there_once_as_an_object_named_by_its_size()
    {
        await using var app = await StartAsync();
        using var auditor = await app.AuditorAsync();

        // Each look makes the log grow; heads come every three seconds, and the store is looked at every second.
        await Poll.UntilAsync(async () => (await auditor.GetAsync("/api/audit/log")).ValueKind is JsonValueKind.Object && store.Asked.Count >= 3, "three heads are stored", 30);

        var keys = (await auditor.GetAsync("/api/audit/log")).GetProperty("origins")[0].GetProperty("keys").EnumerateArray().Select(k => NoteVerifierKey.TryParse(k.GetProperty("vkey").GetString()!)!).ToList();
        var signed = (await auditor.GetAsync("/api/audit/checkpoints?limit=200")).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("note").GetString()).ToList();
        var sizes = new List<long>();
        foreach (var (line, type, note, _) in store.Asked)
        {
            var head = Checkpoint.Open(note, keys).Checkpoint!;
            Assert.Equal($"PUT /heads/localhost_telehealth-log-{head.Size:D19}.checkpoint", line);
            Assert.Equal("text/plain; charset=utf-8", type);
            Assert.Contains(note, signed);
            sizes.Add(head.Size);
        }

        Assert.Equal(sizes.Distinct().Order(), sizes);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    [InlineData(CheckpointStore.HangUp)]
    public async Task While_it_does_not_take_them_the_log_is_degraded_and_goes_on(int answer)
    {
        store.Answer = answer;
        await using var app = await StartAsync();
        foreach (var told in new[] { CannotBeWritten, "Health check log with status Degraded" }) app.Log.Expect(told);
        using var admin = await app.AdminAsync();

        await Poll.UntilAsync(async () => await ReadyAsync(app) == "Degraded", "the server says so", 30);
        var log = await admin.GetAsync("/api/audit/log");
        Assert.Equal(("Sealing", true), (log.GetProperty("state").GetString(), log.GetProperty("copyFails").GetBoolean()));
        await using (var hub = await HubClient.ConnectAsync(admin))
        {
            Assert.True((await hub.DoAsync("WatchOperations", new { })).GetProperty("operations").GetProperty("log").GetProperty("alarm").GetBoolean());
        }

        // Heads are signed as ever, and it is tried again; the server's log has it once.
        var before = await admin.HeadSizeAsync();
        await Poll.UntilAsync(async () => await admin.HeadSizeAsync() > before && store.Asked.Count >= 3, "it is tried again", 30);
        Assert.Single(app.Log.Lines, l => l.Contains(CannotBeWritten, StringComparison.Ordinal));

        store.Answer = 201;
        await Poll.UntilAsync(async () => await ReadyAsync(app) == "Healthy", "it is well again", 30);
        Assert.False((await admin.GetAsync("/api/audit/log")).GetProperty("copyFails").GetBoolean());
        Assert.NotEmpty(store.Kept);
    }

    private Task<TelehealthApp> StartAsync() => TelehealthApp.StartAsync(new Dictionary<string, string>
    {
        ["Audit:SecondStore"] = store.Address.ToString(), ["Audit:SecondStoreSeconds"] = "1", ["Audit:CheckpointSeconds"] = "3",
    });

    private static async Task<string> ReadyAsync(TelehealthApp app)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        return await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
    }
}
