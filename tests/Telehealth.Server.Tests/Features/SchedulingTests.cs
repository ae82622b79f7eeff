using System.Net;
using System.Text.Json;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

public sealed class SchedulingTests
{
    [Fact]
    public async Task A_repeated_schedule_with_one_key_makes_one_visit()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        using var admin = await app.AdminAsync();
        var startsAt = DateTimeOffset.UtcNow;
        var first = await admin.ScheduleAsync(id, startsAt, "key-1");
        var again = await admin.ScheduleAsync(id, startsAt, "key-1");
        Assert.Equal((first.Id, first.Version), (again.Id, again.Version));
        Assert.Single((await admin.GetAsync("/api/visits")).GetProperty("items").EnumerateArray());
        Assert.Single((await admin.GetAsync("/api/patients")).GetProperty("items").EnumerateArray());
        clinician.Dispose();
    }

    [Fact]
    public async Task Two_visits_of_a_clinician_within_two_hours_are_warned_of_and_made()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var first = await app.VisitAsync(id);
        using var admin = await app.AdminAsync();
        var second = await admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = "Kim", familyName = "Two" }, clinicianId = id, startsAt = DateTimeOffset.UtcNow.AddHours(1), durationMinutes = 30, kind = "Intake",
        });
        var warning = Assert.Single(second.GetProperty("warnings").EnumerateArray());
        Assert.Equal(("OVERLAP", first.Id), (warning.GetProperty("code").GetString(), warning.GetProperty("visitId").GetString()));
        clinician.Dispose();
    }

    [Fact]
    public async Task The_list_goes_on_where_it_stopped_also_among_visits_of_one_start()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var startsAt = DateTimeOffset.UtcNow.AddHours(1);
        var made = new List<string>();
        for (var i = 0; i < 5; i++) made.Add((await app.VisitAsync(id, startsAt)).Id);
        using var admin = await app.AdminAsync();
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await admin.GetAsync($"/api/visits?limit=2{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        Assert.Equal(made.Order(), seen.Order());
        clinician.Dispose();
    }

    [Fact]
    public async Task An_old_version_changes_nothing()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => clinician.PostAsync($"/api/visits/{visit.Id}/cancel", new { reason = "PatientAsked", expectedVersion = 99 }));
        Assert.Contains("VERSION_CONFLICT", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Scheduled", (await clinician.GetAsync($"/api/visits/{visit.Id}")).GetProperty("phase").GetString());
        clinician.Dispose();
    }

    [Fact]
    public async Task A_cancelled_visit_is_closed_and_its_timeline_says_so()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        await clinician.PostAsync($"/api/visits/{visit.Id}/cancel", new { reason = "ClinicianUnavailable" });
        using var auditor = await app.AuditorAsync();
        var timeline = await auditor.GetAsync($"/api/audit/visits/{visit.Id}/timeline");
        Assert.True(timeline.GetProperty("chain").GetProperty("intact").GetBoolean());
        Assert.Equal("Ada Test cancelled the visit for the clinic (clinician unavailable).", timeline.GetProperty("items").EnumerateArray().Last().GetProperty("text").GetString());
        Assert.Equal(visit.Id, timeline.GetProperty("items")[0].GetProperty("subject").GetProperty("visitId").GetString());
        Assert.Equal("Cancelled", timeline.GetProperty("visit").GetProperty("outcome").GetString());

        var reads = await auditor.GetAsync($"/api/audit/records?code=TimelineRead&visitId={visit.Id}");
        Assert.Single(reads.GetProperty("items").EnumerateArray());
        clinician.Dispose();
    }

    [Fact]
    public async Task A_foreign_clinician_hears_the_same_as_about_a_visit_that_does_not_exist()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var (other, _) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        async Task<string> AskAsync(string visitId) => (await Assert.ThrowsAsync<HttpRequestException>(() => other.GetAsync($"/api/visits/{visitId}"))).Message.Replace(visitId, "");
        Assert.Equal(await AskAsync(Guid.NewGuid().ToString()), await AskAsync(visit.Id));
        clinician.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task A_suspended_licence_is_superseded_and_the_dry_run_says_no()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        using var admin = await app.AdminAsync();
        Assert.Equal("Allow", await EvaluateAsync(admin, id));
        await admin.AddAuthorityAsync(id, "UT", boardStatus: "Suspended");
        Assert.Equal("Deny", await EvaluateAsync(admin, id));
        var statuses = (await admin.GetAsync($"/api/clinicians/{id}/authorities")).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("status").GetString());
        Assert.Equal(["Suspended", "Superseded"], statuses);
        clinician.Dispose();
    }

    private static async Task<string?> EvaluateAsync(ClinicClient admin, string id) =>
        (await admin.PostAsync("/api/licensure/evaluate", new { clinicianId = id, location = new { country = "US", state = "UT" } })).GetProperty("verdict").GetString();
}
