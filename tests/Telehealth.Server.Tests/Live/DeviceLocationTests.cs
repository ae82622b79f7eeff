using System.Text.Json;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

/// <summary>A device's fix ends at the door: what it may mean is kept and recorded, where it was is not.</summary>
public sealed class DeviceLocationTests
{
    private static readonly object WestWendover = new { latitude = 40.7391473, longitude = -114.0733581, accuracyMeters = 37.5 };
    private static readonly object Line = new { latitude = 40.7402917, longitude = -114.0432864, accuracyMeters = 37.5 };
    private static readonly object Boise = new { latitude = 43.6151736, longitude = -116.2022948, accuracyMeters = 37.5 };
    private static readonly object London = new { latitude = 51.5071846, longitude = -0.1273953, accuracyMeters = 37.5 };

    /// <summary>The fixes' last digits, which no time and no other number has.</summary>
    private static readonly string[] Digits = ["7391473", "0733581", "7402917", "0432864", "6151736", "2022948", "5071846", "1273953"];

    [Fact]
    public async Task What_a_device_may_mean_is_recorded_and_where_it_was_is_nowhere()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.WaitingAsync();
        foreach (var coordinates in new[] { WestWendover, Line, Boise, London }) await MoveAsync(scene, patient, coordinates);

        var located = await LocatedAsync(scene);
        Assert.Equal(["NV", "NV UT", "ID", "OUTSIDE"], located.Select(Candidates));
        Assert.Equal(["NV", null, "ID", null], located.Select((e, i) => i == 1 ? null : e.GetProperty("containing").GetString()));
        Assert.All(located, e => Assert.Equal((50, DeviceLocator.MapVersion), (e.GetProperty("accuracyMeters").GetInt32(), e.GetProperty("mapVersion").GetString())));

        var kept = await DumpAsync(scene.App) + string.Join('\n', scene.App.Log.Lines);
        Assert.Contains("DeviceLocated", kept, StringComparison.Ordinal);
        Assert.All(Digits, digits => Assert.DoesNotContain(digits, kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_patient_says_is_held_against_what_the_device_told()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.WaitingAsync();

        Assert.Equal("Hold GEO_AMBIGUOUS_BORDER", await VerdictAsync(scene, patient, Line, "GEO_"));
        Assert.Equal("Hold GEO_CONTRADICTS_ATTESTATION", await VerdictAsync(scene, patient, WestWendover, "GEO_"));
        Assert.Equal("Hold GEO_CONTRADICTS_ATTESTATION", await VerdictAsync(scene, patient, Boise, "GEO_"));
        Assert.Equal("LICENSURE_HOLD", Scene.CodeOf(await clinician.CallAsync("AdmitPatient", scene.Command())));
        Assert.StartsWith("Deny GEO_", await VerdictAsync(scene, patient, London, "GEO_"), StringComparison.Ordinal);
        Assert.Equal("Allow GEO_CONFIRMS_STATE", await VerdictAsync(scene, patient, new { latitude = 40.76, longitude = -111.89, accuracyMeters = 20 }, "GEO_"));
    }

    [Fact]
    public async Task A_clinic_may_keep_the_fix_to_two_decimals_among_the_personal_details()
    {
        await using var scene = await Scene.SetAsync(new Dictionary<string, string> { ["Licensure:KeepCoordinates"] = "true" });
        var (patient, _) = await scene.WaitingAsync();
        await MoveAsync(scene, patient, WestWendover);

        var kept = await DumpAsync(scene.App);
        Assert.DoesNotContain("latitudeHundredths", kept, StringComparison.Ordinal);
        Assert.Contains("""{"latitudeHundredths":4074,"longitudeHundredths":-11407}""", await OpenedAsync(scene.App), StringComparison.Ordinal);
        Assert.All(Digits, digits => Assert.DoesNotContain(digits, kept, StringComparison.Ordinal));
        Assert.All(await LocatedAsync(scene), e => Assert.False(e.TryGetProperty("nearPlace", out _)));
    }

    [Fact]
    public async Task The_front_desks_own_device_says_nothing_of_the_patient()
    {
        await using var scene = await Scene.SetAsync();
        await scene.WaitingAsync();
        using var desk = await scene.App.FrontDeskAsync();
        await MoveAsync(scene, await scene.ConnectAsync(desk), Boise);

        Assert.Empty(await LocatedAsync(scene));
    }

    [Fact]
    public async Task A_dry_run_takes_a_fix_and_keeps_none()
    {
        await using var scene = await Scene.SetAsync();
        var answer = await scene.Clinician.PostAsync("/api/licensure/evaluate", new { clinicianId = scene.ClinicianId, location = new { country = "US", state = "UT", coordinates = Boise } });
        Assert.True(answer.TryGetProperty("verdict", out _));
        using var wrong = await scene.Clinician.SendAsync("/api/licensure/evaluate", new { clinicianId = scene.ClinicianId, location = new { country = "US", state = "UT", coordinates = new { latitude = 91, longitude = 0, accuracyMeters = 1 } } });
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, wrong.StatusCode);

        var kept = await DumpAsync(scene.App) + string.Join('\n', scene.App.Log.Lines);
        Assert.All(Digits, digits => Assert.DoesNotContain(digits, kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_devices_clock_can_warn_and_decides_nothing()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, clinician) = await scene.WaitingAsync();
        async Task<string> ToldAsync(string? timeZone)
        {
            var answer = await patient.CallAsync("UpdateLocation", new { visitId = scene.VisitId, commandId = Guid.NewGuid(), location = new { country = "US", state = "UT", timeZone } });
            var decision = answer.GetProperty("decision");
            return $"{decision.GetProperty("verdict").GetString()} {decision.GetProperty("reasons").EnumerateArray().Any(r => r.GetProperty("code").GetString() == "TIMEZONE_DIFFERS")}";
        }

        Assert.Equal("Allow False", await ToldAsync("America/Denver"));
        Assert.Equal("Allow True", await ToldAsync("America/New_York"));
        Assert.Equal("Allow True", await ToldAsync(null)); // the last word stands
        Assert.Equal("Allow True", await ToldAsync("Utah/Nowhere"));
        Assert.Null(Scene.CodeOf(await clinician.CallAsync("AdmitPatient", scene.Command())));

        var kept = await DumpAsync(scene.App);
        Assert.Equal(2, kept.Split('\n').Count(l => l.StartsWith("""{"v":1""", StringComparison.Ordinal) && l.Contains("\"code\":\"WeakSignalsTold\"", StringComparison.Ordinal)));
        Assert.DoesNotContain("Nowhere", kept, StringComparison.Ordinal);
    }

    private static Task<JsonElement> MoveAsync(Scene scene, HubClient hub, object coordinates) => hub.CallAsync("UpdateLocation", new
    {
        visitId = scene.VisitId, commandId = Guid.NewGuid(), location = new { country = "US", state = "UT", coordinates },
    });

    private static async Task<string> VerdictAsync(Scene scene, HubClient hub, object coordinates, string about)
    {
        var decision = (await MoveAsync(scene, hub, coordinates)).GetProperty("decision");
        var codes = decision.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()!).Where(c => c.StartsWith(about, StringComparison.Ordinal));
        return $"{decision.GetProperty("verdict").GetString()} {string.Join(' ', codes)}";
    }

    private static string Candidates(JsonElement located) => string.Join(' ', located.GetProperty("candidates").EnumerateArray().Select(c => c.GetString()));

    private static async Task<List<JsonElement>> LocatedAsync(Scene scene)
    {
        var lines = (await DumpAsync(scene.App)).Split('\n').Where(l => l.StartsWith("""{"v":1""", StringComparison.Ordinal) && l.Contains("\"code\":\"DeviceLocated\"", StringComparison.Ordinal));
        return [.. lines.Select(l => JsonDocument.Parse(l).RootElement).OrderBy(r => r.GetProperty("seq").GetInt64()).Select(r => r.GetProperty("after"))];
    }

    /// <summary>The personal part of every record of a visit, with its key.</summary>
    private static async Task<string> OpenedAsync(TelehealthApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (db, details) = (scope.ServiceProvider.GetRequiredService<TelehealthDb>(), scope.ServiceProvider.GetRequiredService<RecordDetails>());
        var text = new StringBuilder();
        foreach (var row in await db.Records.AsNoTracking().Where(r => r.VisitId != null).ToListAsync())
        {
            if ((await details.OpenAsync(db, row, CancellationToken.None)).Detail is { } detail) text.AppendLine(Encoding.UTF8.GetString(detail.Plaintext.Span));
        }

        return text.ToString();
    }

    /// <summary>Every value of every table, bytes as the text that they are.</summary>
    private static async Task<string> DumpAsync(TelehealthApp app)
    {
        var text = new StringBuilder();
        var configuration = (Microsoft.Extensions.Configuration.IConfiguration)app.Services.GetService(typeof(Microsoft.Extensions.Configuration.IConfiguration))!;
        await using var connection = new SqliteConnection(configuration["ConnectionStrings:Telehealth"] + ";Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var names = connection.CreateCommand())
        {
            names.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
            await using var reader = await names.ExecuteReaderAsync();
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }

        foreach (var table in tables)
        {
            await using var rows = connection.CreateCommand();
            rows.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await rows.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    text.AppendLine(reader.GetValue(i) switch { byte[] bytes => Encoding.UTF8.GetString(bytes), string value => value, var other => "" });
                }
            }
        }

        return text.ToString();
    }
}
