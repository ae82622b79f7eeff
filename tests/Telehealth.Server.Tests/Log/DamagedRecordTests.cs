using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;
using Telehealth.Server.Tests.Log.Adversary;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>Somebody with the database in hand turned records into rubbish: that is evidence, and no way to bring the server or the log's pages down.</summary>
public sealed class DamagedRecordTests
{
    [Theory]
    [InlineData("X'00FF'")]
    [InlineData("X'7B22636F6465223A22FF227D'")] // {"code":"<not UTF-8>"}
    [InlineData("CAST('[1]' AS BLOB)")]
    public async Task It_is_shown_as_damaged_and_everything_beside_it_is_found(string rubbish)
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var (_, clinician) = await app.ClinicianAsync("UT");
        var visit = await admin.ScheduleAsync(clinician);
        await using (var connection = await app.Services.GetRequiredService<DatabaseLinks>().OpenAsync(default))
        {
            await connection.DoAsync("DROP TRIGGER records_no_update");
            await connection.DoAsync($"UPDATE records SET bytes = {rubbish} WHERE code IN ('VisitScheduled', 'StaffAdded')");
        }

        var damaged = await SealedAsync(app, admin);
        Assert.Equal(["StaffAdded", "VisitScheduled"], damaged.Select(r => r.GetProperty("code").GetString()!).Distinct().Order());
        Assert.NotEmpty((await admin.GetAsync("/api/audit/records?q=code:StaffSignedIn")).GetProperty("items").EnumerateArray());
        var story = await admin.GetAsync($"/api/audit/visits/{visit.Id}/timeline");
        Assert.False(story.GetProperty("chain").GetProperty("intact").GetBoolean());

        Assert.True((await admin.GetAsync("/api/audit/charts?days=7")).GetProperty("days").GetArrayLength() > 0);
        await admin.GetAsync("/api/audit/anomalies?days=7");

        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", admin.AccessToken);
        var lines = (await http.GetStringAsync(new Uri("/api/audit/stream?limit=1000", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(damaged.Count, lines.Count(l => l.TryGetProperty("damaged", out _)));
    }

    /// <summary>The damaged records as they are listed, once all of them are sealed and indexed.</summary>
    private static async Task<List<JsonElement>> SealedAsync(TelehealthApp app, ClinicClient admin)
    {
        var (index, damaged) = (app.Services.GetRequiredService<LogIndex>(), new List<JsonElement>());
        await Poll.UntilAsync(async () =>
        {
            await index.AdvanceAsync(1000, default);
            var found = await admin.GetAsync("/api/audit/records?limit=100");
            damaged = [.. found.GetProperty("items").EnumerateArray().Where(r => r.GetProperty("text").GetString()?.StartsWith("These bytes", StringComparison.Ordinal) is true)];
            return damaged.Count > 0 && damaged.All(r => r.TryGetProperty("leafIndex", out _));
        }, "the log is sealed and indexed", 30);
        return damaged;
    }
}
