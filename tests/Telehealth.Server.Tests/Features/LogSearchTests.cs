using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telehealth.Server.Features.AuditLog;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>The log is searched by those who may, in words that hold no name, and every search is itself a record.</summary>
public sealed class LogSearchTests
{
    private static string Q(string text) => $"/api/audit/records?q={Uri.EscapeDataString(text)}";

    [Fact]
    public async Task Terms_find_records_and_a_search_is_recorded_with_its_codes()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (_, clinician) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(clinician);
        using var auditor = await app.AuditorAsync();

        var found = await auditor.GetAsync(Q($"visit:{visit.Id} code:VisitScheduled"));
        Assert.Equal("VisitScheduled", found.GetProperty("items").EnumerateArray().Single().GetProperty("code").GetString());
        Assert.Equal((1, false), (found.GetProperty("count").GetProperty("number").GetInt32(), found.GetProperty("count").GetProperty("more").GetBoolean()));

        var reads = await auditor.GetAsync(Q("code:LogRead"));
        var read = reads.GetProperty("items")[0];
        Assert.Equal($"visit:{visit.Id} code:VisitScheduled", read.GetProperty("after").GetProperty("filter").GetString());
        Assert.Equal(visit.Id, read.GetProperty("subject").GetProperty("visitId").GetString());
    }

    [Fact]
    public async Task Names_of_staff_become_ids_before_a_search_is_sent_and_are_refused_in_an_address()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        var parsed = await auditor.PostAsync("/api/audit/search/parse", new { text = "actor:\"sam staff\" outcome:done" });
        var term = parsed.GetProperty("terms")[0];
        Assert.Equal("Sam Staff", term.GetProperty("values")[0].GetProperty("label").GetString());
        var canonical = parsed.GetProperty("canonical").GetString()!;
        Assert.DoesNotContain("Sam", canonical, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty((await auditor.GetAsync(Q(canonical))).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(auditor, Q("actor:\"Sam Staff\"")));

        var wrong = await auditor.PostAsync("/api/audit/search/parse", new { text = "actor:\"Nobody Here\" colour:red" });
        Assert.Equal((20, 6), (wrong.GetProperty("errors")[0].GetProperty("start").GetInt32(), wrong.GetProperty("errors")[0].GetProperty("length").GetInt32()));
    }

    [Fact]
    public async Task What_may_come_next_is_proposed_with_people_by_name_and_a_look_at_patients_is_recorded()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        async Task<string[]> ProposedAsync(string text) =>
            [.. (await auditor.PostAsync("/api/audit/search/complete", new { text, caret = text.Length })).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("label").GetString()!)];

        Assert.Contains("who did it", await ProposedAsync("act"));
        Assert.Contains(await ProposedAsync("actor:sam"), l => l.StartsWith("Sam Staff", StringComparison.Ordinal));
        Assert.Contains("refused", await ProposedAsync("-outcome:re"));

        await app.VisitAsync((await app.ClinicianAsync("UT")).Id);
        Assert.Empty(await ProposedAsync("patient:p"));
        Assert.Empty((await auditor.GetAsync(Q("code:PatientsListed"))).GetProperty("items").EnumerateArray());
        Assert.Equal(["Pat Probe, born 1990-04-05"], await ProposedAsync("patient:pat"));
        Assert.Equal(["Pat Probe, born 1990-04-05"], await ProposedAsync("patient:\"pat pr"));
        Assert.Equal(2, (await auditor.GetAsync(Q("code:PatientsListed"))).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_cursor_goes_on_where_the_page_ended_and_fits_no_other_search()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        for (var i = 0; i < 4; i++) await auditor.GetAsync(Q("code:StaffAdded"));

        var first = await auditor.GetAsync(Q("code:LogRead") + "&limit=2");
        var cursor = Uri.EscapeDataString(first.GetProperty("nextCursor").GetString()!);
        var second = await auditor.GetAsync($"{Q("code:LogRead")}&limit=2&cursor={cursor}");
        Assert.True(second.GetProperty("items")[0].GetProperty("id").GetInt64() < first.GetProperty("items")[1].GetProperty("id").GetInt64());
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(auditor, $"{Q("code:StaffAdded")}&cursor={cursor}"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(auditor, $"{Q("code:LogRead")}&cursor={cursor[..^4]}AAAA"));
    }

    [Fact]
    public async Task Programs_collect_the_sealed_log_without_a_gap()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        await IndexedAsync(app, auditor);

        var lines = new List<JsonElement>();
        long? after = null;
        while (true)
        {
            var text = await TextAsync(auditor, $"/api/audit/stream?limit=3{(after is null ? "" : $"&after={after}")}");
            var page = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
            lines.AddRange(page);
            if (page.Count < 3 || lines.Count > 60) break;
            after = page[^1].GetProperty("leafIndex").GetInt64();
        }

        Assert.Equal(Enumerable.Range(0, lines.Count).Select(i => (long)i), lines.Select(l => l.GetProperty("leafIndex").GetInt64()));
        Assert.Contains(lines, l => l.GetProperty("record").GetProperty("code").GetString() == "StaffAdded");
    }

    [Fact]
    public async Task Following_shows_what_comes_new_and_belongs_to_who_began_it()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        using var admin = await app.AdminAsync();
        await IndexedAsync(app, auditor);
        var cursor = (await auditor.PostAsync("/api/audit/follow", new { q = "code:StaffAdded" })).GetProperty("cursor").GetString()!;
        using var added = await app.FrontDeskAsync();

        var seen = new List<JsonElement>();
        await IndexedAsync(app, auditor);
        await Poll.UntilAsync(async () =>
        {
            var next = await auditor.GetAsync($"/api/audit/follow?cursor={Uri.EscapeDataString(cursor)}");
            cursor = next.GetProperty("cursor").GetString()!;
            seen.AddRange(next.GetProperty("items").EnumerateArray().Select(i => i.Clone()));
            return seen.Count > 0;
        }, "the new account is seen");
        Assert.Equal("StaffAdded", Assert.Single(seen).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(admin, $"/api/audit/follow?cursor={Uri.EscapeDataString(cursor)}"));
        Assert.NotEmpty((await auditor.GetAsync(Q("code:LogFollowed"))).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Charts_count_what_was_recorded_by_day_and_reason()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        await IndexedAsync(app, auditor);
        var charts = await auditor.GetAsync("/api/audit/charts?days=7");
        var days = charts.GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(7, days.Count);
        Assert.True(days[^1].GetProperty("done").GetInt64() + days[^2].GetProperty("done").GetInt64() > 0);
        Assert.Contains(charts.GetProperty("categories").EnumerateArray(), c => c.GetProperty("name").GetString() == "People");
    }

    [Fact]
    public async Task A_saved_search_runs_by_itself_and_keeps_what_it_found()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        var saved = await auditor.PostAsync("/api/audit/searches", new { q = "code:StaffAdded" });
        var id = saved.GetProperty("id").GetString();
        JsonElement View(JsonElement list) => list.GetProperty("items").EnumerateArray().Single(s => s.GetProperty("id").GetString() == id);
        await Poll.UntilAsync(async () => View(await auditor.GetAsync("/api/audit/searches")).GetProperty("state").GetString() == "Done", "the search is done");

        var view = View(await auditor.GetAsync("/api/audit/searches"));
        Assert.Equal((100, 2L), (view.GetProperty("percent").GetInt32(), view.GetProperty("found").GetInt64()));
        Assert.Equal("StaffAdded", (await auditor.GetAsync($"/api/audit/searches/{id}/records")).GetProperty("items")[0].GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await auditor.SendAsync($"/api/audit/searches/{id}/cancel", new { })).StatusCode);
        Assert.NotEmpty((await auditor.GetAsync(Q("code:LogSearch*"))).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_stands_out_is_shown_with_the_search_behind_it()
    {
        await using var app = await TelehealthApp.StartAsync(new Dictionary<string, string> { ["Search:BulkReadsPerHour"] = "5", ["Search:OpensAtHour"] = "0", ["Search:ClosesAtHour"] = "24" });
        var (_, clinician) = await app.ClinicianAsync("UT");
        using var desk = await app.FrontDeskAsync();
        using var auditor = await app.AuditorAsync();
        for (var i = 0; i < 6; i++) await desk.GetAsync($"/api/visits/{(await app.VisitAsync(clinician)).Id}");
        await IndexedAsync(app, auditor);

        var found = Assert.Single((await auditor.GetAsync("/api/audit/anomalies?days=2")).GetProperty("items").EnumerateArray(), a => a.GetProperty("kind").GetString() == "BulkReads" && a.GetProperty("actorName").GetString() == "Sam Staff");
        Assert.True((await auditor.GetAsync(Q(found.GetProperty("query").GetString()!))).GetProperty("items").GetArrayLength() >= 5);
    }

    /// <summary>Waits until everything that was written before is sealed and indexed.</summary>
    private static async Task IndexedAsync(TelehealthApp app, ClinicClient auditor)
    {
        var last = (await auditor.GetAsync(Q(""))).GetProperty("items")[0].GetProperty("id").GetInt64();
        if (!app.Services.GetServices<IHostedService>().Any(s => s.GetType().Name.Contains("Seal", StringComparison.Ordinal))) await SealAsync(app);
        await Poll.UntilAsync(async () =>
        {
            var tail = await app.Services.GetRequiredService<LogTail>().ReadAsync(Telehealth.Domain.LogSearch.LogQuery.Everything, default);
            return tail.Records.All(r => r.RecordId > last);
        }, "the index has caught up");
    }

    // Where the server does not seal by itself.
    private static async Task SealAsync(TelehealthApp app)
    {
        await using var connection = await app.Services.GetRequiredService<DatabaseLinks>().OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            BEGIN IMMEDIATE;
            INSERT INTO record_leaves (leaf_index, record_id, leaf_hash) SELECT (SELECT COUNT(*) FROM record_leaves) + row_number() OVER (ORDER BY record_id) - 1, record_id, zeroblob(32) FROM record_queue;
            DELETE FROM record_queue;
            COMMIT
            """;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(ClinicClient client, string path)
    {
        using var response = await RawAsync(client, path);
        return response.StatusCode;
    }

    private static async Task<string> TextAsync(ClinicClient client, string path)
    {
        using var response = await RawAsync(client, path);
        Assert.Equal(StreamLog.ContentType, response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> RawAsync(ClinicClient client, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.Address, path));
        request.Headers.Authorization = new("Bearer", client.AccessToken);
        return await http.SendAsync(request);
    }
}
