using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

public sealed class OperationsTests
{
    [Fact]
    public async Task An_admin_who_watches_hears_that_the_log_is_not_sealed_as_it_should_be()
    {
        await using var scene = await Scene.SetAsync();
        var hub = await scene.ConnectAsync(await scene.App.StaffAsync("Admin"));
        var log = (await hub.DoAsync("WatchOperations", new { })).GetProperty("operations").GetProperty("log");
        Assert.False(log.GetProperty("alarm").GetBoolean());
        Assert.Contains(log.GetProperty("state").GetString(), new[] { "Starting", "Sealing" });

        var status = scene.App.Services.GetRequiredService<LogStatus>();
        await Poll.UntilAsync(
            async () =>
            {
                // The sealer says otherwise within a second.
                status.Waits(Duration.FromSeconds(11));
                return (await hub.DoAsync("WatchOperations", new { })).GetProperty("operations").GetProperty("log") is var now && now.GetProperty("alarm").GetBoolean() && now.GetProperty("pendingSeconds").GetInt64() == 11;
            },
            "the alarm");
    }
}
