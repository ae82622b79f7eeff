using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Live;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Access;

/// <summary>When a look cannot be written down, there is nothing to see.</summary>
public sealed class NoRecordNoDataTests
{
    [Fact]
    public async Task While_the_log_takes_no_reads_no_personal_data_is_answered()
    {
        await using var scene = await Scene.SetAsync();
        var (patientHub, _) = await scene.WaitingAsync();
        await patientHub.DoAsync("SendMessage", new { visitId = scene.VisitId, text = "Qzchat hello", clientMessageId = Guid.NewGuid() });
        using var admin = await scene.App.AdminAsync();
        var patient = (await admin.GetAsync($"/api/visits/{scene.VisitId}")).GetProperty("patient").GetProperty("patientId").GetString()!;
        var desk = await scene.ConnectAsync(await scene.App.FrontDeskAsync());
        await ExecuteAsync(scene.App, "CREATE TRIGGER no_reads BEFORE INSERT ON records WHEN NEW.stream LIKE 'reads:%' BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        scene.App.Log.Expect("A request failed");
        scene.App.Log.Expect("failed; correlation");
        scene.App.Log.Expect("Failed to invoke hub method");
        scene.App.Log.Expect("A group of");

        string[] paths =
        [
            "/api/visits", $"/api/visits/{scene.VisitId}", "/api/patients", $"/api/patients/{patient}", "/api/staff", "/api/notices", "/api/audit/records", "/api/audit/records/1/detail", "/api/audit/reviews",
            $"/api/audit/visits/{scene.VisitId}/timeline", $"/api/audit/patients/{patient}/access", $"/api/patients/{patient}/holds", $"/api/patients/{patient}/disclosures", $"/api/patients/{patient}/erasure",
        ];
        foreach (var path in paths)
        {
            var fault = await Assert.ThrowsAsync<HttpRequestException>(() => admin.GetAsync(path));
            Assert.True((int)fault.StatusCode! >= 500, $"{path}: {fault.StatusCode}");
            Assert.DoesNotContain("Probe", fault.Message, StringComparison.Ordinal);
        }

        foreach (var (method, body) in new (string, object)[] { ("JoinVisit", new { visitId = scene.VisitId }), ("GetMessages", new { visitId = scene.VisitId }), ("WatchBoard", new { }) })
        {
            var fault = await Assert.ThrowsAnyAsync<Exception>(() => desk.DoAsync(method, body));
            Assert.DoesNotContain("Qzchat", fault.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(desk.Heard, h => h.Message.ToString().Contains("Probe", StringComparison.Ordinal));
        await ExecuteAsync(scene.App, "DROP TRIGGER no_reads");
        Assert.Equal("Pat", (await admin.GetAsync($"/api/patients/{patient}")).GetProperty("givenName").GetString());
    }

    private static async Task ExecuteAsync(TelehealthApp app, string sql)
    {
        await using var connection = await app.Services.GetRequiredService<DatabaseLinks>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
