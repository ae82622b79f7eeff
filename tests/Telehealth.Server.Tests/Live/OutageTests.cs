using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Storage;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

/// <summary>What people hear while the database is held by somebody else.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task A_locked_database_is_UNAVAILABLE_to_the_hub_and_to_REST_and_the_same_command_succeeds_when_it_is_free()
    {
        await using var scene = await Scene.SetAsync(new Dictionary<string, string> { ["Storage:CommandSeconds"] = "1", ["Storage:WaitSeconds"] = "2" });
        foreach (var line in new[] { "did not answer", "wait for the database", "cannot be reached", "not be compared", "not be checked" }) scene.App.Log.Expect(line);
        var (_, clinician) = await scene.InProgressAsync();
        var version = (await clinician.DoAsync("JoinVisit", new { visitId = scene.VisitId })).GetProperty("version").GetInt64();
        var command = scene.Command();
        await using (var other = new SqliteConnection(scene.App.Services.GetRequiredService<StorageTarget>().ConnectionString + ";Pooling=False"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction();
            Assert.Equal("UNAVAILABLE", Scene.CodeOf(await clinician.CallAsync("HoldVisit", command)));
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => scene.Clinician.PostAsync($"/api/visits/{scene.VisitId}/participants", new { role = "Interpreter", commandId = Guid.NewGuid() }));
            Assert.Contains("\"UNAVAILABLE\"", refused.Message, StringComparison.Ordinal);
        }

        await clinician.DoAsync("HoldVisit", command);
        var now = await clinician.DoAsync("JoinVisit", new { visitId = scene.VisitId });
        Assert.Equal((version + 1, "OnHold"), (now.GetProperty("version").GetInt64(), now.GetProperty("view").GetProperty("phase").GetString()));
    }
}
