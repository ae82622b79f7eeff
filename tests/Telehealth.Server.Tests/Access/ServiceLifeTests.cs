using System.Text.Json;
using Microsoft.Data.Sqlite;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Access;

/// <summary>What happens to the service and to accounts stands in the log.</summary>
public sealed class ServiceLifeTests
{
    [Fact]
    public async Task Starts_stops_failed_sign_ins_and_changes_of_permissions_and_settings_each_have_their_record()
    {
        var folder = Directory.CreateTempSubdirectory("telehealth-life-");
        var settings = new Dictionary<string, string> { ["ConnectionStrings:Telehealth"] = $"Data Source={Path.Combine(folder.FullName, "clinic.db")}" };
        await using (var app = await TelehealthApp.StartAsync(settings))
        {
            using var stranger = app.Stranger();
            for (var i = 0; i < 5; i++) using (await stranger.SendAsync("/api/auth/sign-in", new { email = "sam@clinic.test", password = "wrong-password-1" })) { }
            using var desk = await app.FrontDeskAsync();
            for (var i = 0; i < 5; i++) using (await stranger.SendAsync("/api/auth/sign-in", new { email = "person1@clinic.test", password = "wrong-password-1" })) { }
            var id = (await desk.GetAsync("/api/session")).GetProperty("staff").GetProperty("staffId").GetString();
            using var admin = await app.AdminAsync();
            await admin.PostAsync($"/api/staff/{id}/roles", new { roles = new[] { "Auditor" } });
        }

        settings["Visits:AttestationMaxAgeMinutes"] = "29";
        await using (await TelehealthApp.StartAsync(settings)) { }

        var records = Read(Path.Combine(folder.FullName, "clinic.db"));
        Assert.Equal(["RecordingStarted", "ServiceStarted", "ServiceStopped", "RecordingStarted", "ServiceStarted", "ServiceStopped"],
            records.Where(r => r.Code is "RecordingStarted" or "ServiceStarted" or "ServiceStopped").Select(r => r.Code));
        var nodes = records.Where(r => r.Code is "RecordingStarted" or "ServiceStarted" or "ServiceStopped").Select(r => r.After.GetProperty("node").GetString()).ToList();
        Assert.Equal([nodes[0], nodes[0], nodes[0], nodes[3], nodes[3], nodes[3]], nodes);
        Assert.NotEqual(nodes[0], nodes[3]);
        foreach (var code in new[] { "SignInRefused", "AccountLocked", "StaffRolesChanged", "SettingsNoted", "KnocksRefused" }) Assert.Contains(records, r => r.Code == code);
        var changed = Assert.Single(records, r => r.Code == "SettingsChanged").After.GetProperty("names").EnumerateArray().Select(n => n.GetString());
        Assert.Contains("Visits:AttestationMaxAgeMinutes", changed);
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static List<(string Code, JsonElement After)> Read(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT code, bytes FROM records ORDER BY id";
        using var reader = command.ExecuteReader();
        var read = new List<(string, JsonElement)>();
        while (reader.Read()) read.Add((reader.GetString(0), JsonDocument.Parse((byte[])reader[1]).RootElement.GetProperty("after")));
        return read;
    }
}
