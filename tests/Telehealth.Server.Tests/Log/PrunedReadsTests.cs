using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Telehealth.Server.Hosting;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>Over the wire, what retention removed is told apart from what never was.</summary>
public sealed class PrunedReadsTests : IDisposable
{
    private const string LastGone = "2014-03-03T18:00:00Z";
    private readonly string folder = TestFolder.New("telehealth-pruned-");
    private string patient = "";
    private (long Gone, long Kept) records;

    [Fact]
    public async Task What_was_removed_is_answered_with_410_and_what_was_kept_as_ever()
    {
        await using var app = await PrunedAsync();
        using var auditor = await app.AuditorAsync();

        foreach (var path in new[] { $"/api/audit/records/{records.Gone}/proof", $"/api/audit/records/{records.Gone}/detail", "/log/tile/entries/000", "/log/tile/entries/001" })
        {
            var (status, text) = await AskAsync(auditor, path);
            Assert.Equal((path, HttpStatusCode.Gone), (path, status));
            Assert.Equal("PRUNED", JsonDocument.Parse(text).RootElement.GetProperty("code").GetString());
        }

        foreach (var path in new[] { $"/api/audit/records/{records.Kept}/proof", $"/api/audit/records/{records.Kept}/detail", "/log/tile/0/000", "/log/tile/0/001", "/log/tile/entries/002.p/1", "/log/checkpoint" })
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, (await AskAsync(auditor, path)).Status));
        }

        foreach (var part in new[] { "proof", "detail" }) Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(auditor, $"/api/audit/records/999999999/{part}")).Status);
    }

    [Fact]
    public async Task Who_collects_the_log_gets_a_line_for_each_leaf_and_reads_which_records_are_gone()
    {
        await using var app = await PrunedAsync();
        using var auditor = await app.AuditorAsync();

        var (_, text) = await AskAsync(auditor, "/api/audit/stream?after=510&limit=2");

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("""{"leafIndex":511,"pruned":true}""", lines[0]);
        var kept = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal((512, "PatientRead"), (kept.GetProperty("leafIndex").GetInt64(), kept.GetProperty("record").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_search_and_a_report_that_reach_back_so_far_say_until_when_records_are_gone()
    {
        await using var app = await PrunedAsync();
        using var auditor = await app.AuditorAsync();
        static string Searched(string query) => $"/api/audit/records?limit=200&q={Uri.EscapeDataString(query)}";

        foreach (var path in new[] { Searched("after:2014-01-01"), Searched($"patient:{patient}"), $"/api/audit/patients/{patient}/access", "/api/audit/log" })
        {
            Assert.Equal((path, Moment(LastGone)), (path, PrunedUntil(await auditor.GetAsync(path))));
        }

        foreach (var path in new[] { Searched(""), Searched("after:2014-03-05"), Searched($"patient:{patient} after:2020-01-01"), $"/api/audit/patients/{patient}/access?from=2020-01-01T00:00:00Z" })
        {
            Assert.Equal((path, (DateTimeOffset?)null), (path, PrunedUntil(await auditor.GetAsync(path))));
        }

        var found = (await auditor.GetAsync(Searched($"patient:{patient}"))).GetProperty("items").EnumerateArray();
        // What was only just written has no leaf yet.
        Assert.Equal(512, found.Min(r => r.TryGetProperty("leafIndex", out var leaf) ? leaf.GetInt64() : long.MaxValue));
        Assert.Equal(512, (await auditor.GetAsync("/api/audit/log")).GetProperty("prunedBefore").GetInt64());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A server whose log began in 2014 and lost its first 512 records to retention.</summary>
    private async Task<TelehealthApp> PrunedAsync()
    {
        var file = Path.Combine(folder, "clinic.db");
        await SqliteTemplate.CopyAsync(file);
        await using (var node = await LogNode.StartAsync($"Data Source={file}", OldLog.NewTime()))
        {
            var seen = await new DatabaseClinic(node).AddPatientAsync();
            await node.ReadsAsync(560, seen);
            await node.SealAllAsync();
            await node.LaterAsync(seen);
            patient = seen.ToString();
            records = ((long)await node.NumberAsync("SELECT record_id FROM record_leaves WHERE leaf_index = 5"), (long)await node.NumberAsync("SELECT record_id FROM record_leaves WHERE leaf_index = 512"));
            Assert.Equal(0, await PruneCommand.PruneAsync(node.Get<IServiceProvider>(), OldLog.Before, Path.Combine(folder, "archive.zip"), TextWriter.Null, default));
        }

        return await TelehealthApp.StartAsync(new Dictionary<string, string>
        {
            ["ConnectionStrings:Telehealth"] = $"Data Source={file}", ["Audit:SigningKeyFile"] = TestLogKey.File, ["Audit:Origin"] = TestLogKey.Origin,
        });
    }

    private static DateTimeOffset? PrunedUntil(JsonElement answer) =>
        answer.TryGetProperty("prunedUntil", out var until) && until.GetString() is { } text ? Moment(text) : null;

    private static DateTimeOffset? Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(ClinicClient who, string path)
    {
        using var http = new HttpClient { BaseAddress = who.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", who.AccessToken);
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
