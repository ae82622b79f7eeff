using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

public sealed class JoiningTests
{
    [Fact]
    public async Task Five_wrong_birth_dates_lock_the_link_for_fifteen_minutes_and_tell_the_front_desk()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TelehealthApp.StartAsync(clock: clock);
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        using var stranger = app.Stranger();
        for (var i = 0; i < 4; i++) await RefusedAsync(stranger, visit, "1991-01-01", HttpStatusCode.Unauthorized, "NOT_SIGNED_IN");
        await RefusedAsync(stranger, visit, "1991-01-01", HttpStatusCode.Locked, "LINK_LOCKED");
        await RefusedAsync(stranger, visit, ScheduledVisit.BirthDate, HttpStatusCode.Locked, "LINK_LOCKED");
        Assert.Equal("Locked", (await stranger.PostAsync("/api/join/preview", new { linkToken = visit.LinkToken })).GetProperty("state").GetString());

        using var desk = await app.FrontDeskAsync();
        var item = Assert.Single((await desk.GetAsync("/api/work")).GetProperty("items").EnumerateArray());
        Assert.Equal(("LinkLocked", visit.Id), (item.GetProperty("kind").GetString(), item.GetProperty("visitId").GetString()));
        clock.Advance(TimeSpan.FromMinutes(15.1));
        using var patient = await app.JoinAsync(visit);
        clinician.Dispose();
    }

    [Fact]
    public async Task The_front_desk_unlocks_a_link()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        using var stranger = app.Stranger();
        for (var i = 0; i < 5; i++) using (await stranger.SendAsync("/api/join", new { linkToken = visit.LinkToken, birthDate = "1991-01-01" })) { }
        using var desk = await app.FrontDeskAsync();
        await desk.PostAsync($"/api/visits/{visit.Id}/participants/{visit.PatientParticipantId}/unlock", null);
        using var patient = await app.JoinAsync(visit);
        clinician.Dispose();
    }

    [Fact]
    public async Task Many_wrong_tries_at_once_get_five_answers()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        using var stranger = app.Stranger();
        var tries = await Task.WhenAll(Enumerable.Range(1, 20).Select(async day =>
        {
            using var response = await stranger.SendAsync("/api/join", new { linkToken = visit.LinkToken, birthDate = $"1991-01-{day:00}" });
            return response.StatusCode;
        }));
        Assert.Equal(4, tries.Count(s => s == HttpStatusCode.Unauthorized));
        Assert.Equal(16, tries.Count(s => s == HttpStatusCode.Locked));
        clinician.Dispose();
    }

    [Fact]
    public async Task A_reissued_link_shuts_out_the_old_link_and_its_session()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        using var patient = await app.JoinAsync(visit);
        await clinician.PostAsync($"/api/visits/{visit.Id}/participants/{visit.PatientParticipantId}/link", null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => patient.GetAsync("/api/session"))).StatusCode);
        using var stranger = app.Stranger();
        await RefusedAsync(stranger, visit, ScheduledVisit.BirthDate, HttpStatusCode.NotFound, "LINK_EXPIRED");
        clinician.Dispose();
    }

    [Fact]
    public async Task An_unknown_link_and_an_expired_one_look_alike()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TelehealthApp.StartAsync(clock: clock);
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        clock.AdjustTime(clock.GetUtcNow().AddHours(25));
        using var stranger = app.Stranger();
        using var expired = await stranger.SendAsync("/api/join/preview", new { linkToken = visit.LinkToken });
        using var unknown = await stranger.SendAsync("/api/join/preview", new { linkToken = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
        Assert.Equal(HttpStatusCode.NotFound, expired.StatusCode);
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await expired.Content.ReadAsStringAsync());
        clinician.Dispose();
    }

    [Fact]
    public async Task A_visit_two_days_away_is_too_early_to_join_and_says_when()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var startsAt = DateTimeOffset.UtcNow.AddDays(2);
        var visit = await app.VisitAsync(id, startsAt);
        using var stranger = app.Stranger();
        var problem = await RefusedAsync(stranger, visit, ScheduledVisit.BirthDate, HttpStatusCode.Conflict, "TOO_EARLY");
        Assert.Equal(startsAt.AddHours(-24), problem.GetProperty("opensAt").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        clinician.Dispose();
    }

    [Fact]
    public async Task A_flood_at_the_join_door_is_turned_away_and_counted()
    {
        await using var app = await TelehealthApp.StartAsync(new Dictionary<string, string> { ["RateLimits:JoinPerMinute"] = "3" });
        using var stranger = app.Stranger();
        for (var i = 0; i < 3; i++) using (await stranger.SendAsync("/api/join/preview", new { linkToken = "nothing" })) { }
        using var turned = await stranger.SendAsync("/api/join/preview", new { linkToken = "nothing" });
        Assert.Equal((HttpStatusCode)429, turned.StatusCode);
        Assert.NotNull(turned.Headers.RetryAfter);
    }

    private static async Task<JsonElement> RefusedAsync(ClinicClient client, ScheduledVisit visit, string birthDate, HttpStatusCode status, string code)
    {
        using var response = await client.SendAsync("/api/join", new { linkToken = visit.LinkToken, birthDate });
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, code), (response.StatusCode, problem.GetProperty("code").GetString()));
        return problem;
    }
}
