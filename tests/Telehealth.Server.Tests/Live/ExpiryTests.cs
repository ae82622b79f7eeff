using Microsoft.Extensions.Time.Testing;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

/// <summary>A connection does not outlive its session.</summary>
public sealed class ExpiryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task A_connection_ends_when_its_session_has_run_out()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var scene = await Scene.SetAsync(clock: clock);
        var (patient, client) = await scene.PatientAsync();
        var clinician = await scene.ClinicianAsync();
        foreach (var hub in new[] { patient, clinician }) await hub.DoAsync("JoinVisit", new { visitId = scene.VisitId });

        clock.AdjustTime(clock.GetUtcNow().AddHours(12));
        clock.Advance(TimeSpan.FromMinutes(6));
        await clinician.Closed.WaitAsync(Limit);
        Assert.False(patient.Closed.IsCompleted);

        clock.AdjustTime(clock.GetUtcNow().AddHours(13));
        clock.Advance(TimeSpan.FromMinutes(6));
        await patient.Closed.WaitAsync(Limit);
        await Assert.ThrowsAsync<HttpRequestException>(() => scene.ConnectAsync(client));
    }

    /// <summary>The server's clock stands still; SignalR itself knows when the ticket ends, by the machine's.</summary>
    [Fact]
    public async Task A_connection_ends_with_its_ticket_even_when_nobody_looks()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(-1).AddSeconds(20));
        await using var app = await TelehealthApp.StartAsync(new Dictionary<string, string> { ["Identity:SessionHours"] = "1" }, clock);
        using var admin = await app.AdminAsync();
        await using var hub = await HubClient.ConnectAsync(admin);
        await hub.DoAsync("WatchOperations", new { });
        await hub.Closed.WaitAsync(Limit);
    }
}
