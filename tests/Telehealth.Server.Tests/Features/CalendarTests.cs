using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Text;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>Days that are longer or shorter than others, through the server's own doors.</summary>
public sealed class CalendarTests
{
    private static readonly DateTimeZone Utah = DateTimeZoneProviders.Tzdb["America/Denver"];

    [Fact]
    public async Task Half_past_one_comes_twice_when_summer_time_ends_and_both_are_visits_of_that_day()
    {
        await using var app = await TelehealthApp.StartAsync(clock: new FakeTimeProvider(new DateTimeOffset(2027, 11, 6, 18, 0, 0, TimeSpan.Zero)));
        var (clinician, id) = await app.ClinicianAsync("UT");
        using var admin = await app.AdminAsync();
        var later = await ScheduleAsync(admin, id, "2027-11-07T01:30:00-07:00");
        var sooner = await ScheduleAsync(admin, id, "2027-11-07T01:30:00-06:00");

        var day = await admin.GetAsync("/api/visits?from=2027-11-07T00:00:00-06:00&to=2027-11-08T00:00:00-07:00");
        Assert.Equal([sooner.Id, later.Id], Ids(day));
        var starts = day.GetProperty("items").EnumerateArray().Select(i => InstantPattern.ExtendedIso.Parse(i.GetProperty("startsAt").GetString()!).Value).ToList();
        Assert.Equal(Duration.FromHours(1), starts[1] - starts[0]);
        Assert.All(starts, s => Assert.Equal(new LocalDateTime(2027, 11, 7, 1, 30), s.InZone(Utah).LocalDateTime));

        await using var hub = await HubClient.ConnectAsync(clinician);
        var board = await hub.DoAsync("WatchBoard", new { filter = new { day = "2027-11-07" } });
        Assert.Equal([sooner.Id, later.Id], board.GetProperty("board").GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("visitId").GetString()!));
        clinician.Dispose();
    }

    [Fact]
    public async Task Half_past_two_is_missing_when_summer_time_begins_and_a_time_without_its_offset_is_no_time()
    {
        await using var app = await TelehealthApp.StartAsync(clock: new FakeTimeProvider(new DateTimeOffset(2027, 3, 13, 18, 0, 0, TimeSpan.Zero)));
        var (clinician, id) = await app.ClinicianAsync("UT");
        using var admin = await app.AdminAsync();
        var visit = await ScheduleAsync(admin, id, "2027-03-14T02:30:00-07:00");
        var detail = await admin.GetAsync($"/api/visits/{visit.Id}");
        Assert.Equal(("2027-03-14T09:30:00Z", "America/Denver"), (detail.GetProperty("startsAt").GetString(), detail.GetProperty("zone").GetString()));
        Assert.Single(Ids(await admin.GetAsync("/api/visits?from=2027-03-14T03:30:00-06:00&to=2027-03-14T03:30:01-06:00")));

        var guess = await Assert.ThrowsAsync<HttpRequestException>(() => ScheduleAsync(admin, id, "2027-03-14T02:30:00"));
        Assert.Equal(HttpStatusCode.BadRequest, guess.StatusCode);
        clinician.Dispose();
    }

    [Fact]
    public async Task Who_was_born_on_29_February_comes_of_age_on_1_March_and_joins_with_that_date()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 2, 28, 18, 0, 0, TimeSpan.Zero));
        await using var app = await TelehealthApp.StartAsync(clock: clock);
        var (clinician, id) = await app.ClinicianAsync("UT");
        using var admin = await app.AdminAsync();
        var visit = await ScheduleAsync(admin, id, "2030-02-28T12:00:00-07:00", "2012-02-29");
        using (await ClinicClient.JoinedAsync(app.Address, visit.LinkToken, "2012-02-29"))
        {
            Assert.Equal((17, true), AgeOf(await admin.GetAsync($"/api/visits/{visit.Id}")));
        }

        clock.AdjustTime(clock.GetUtcNow().AddHours(12.9));
        using var next = await app.AdminAsync();
        Assert.Equal((17, true), AgeOf(await next.GetAsync($"/api/visits/{visit.Id}")));
        clock.AdjustTime(clock.GetUtcNow().AddHours(0.2));
        Assert.Equal((18, false), AgeOf(await next.GetAsync($"/api/visits/{visit.Id}")));

        var never = await Assert.ThrowsAsync<HttpRequestException>(() => ScheduleAsync(next, id, "2030-03-02T12:00:00-07:00", "2011-02-29"));
        Assert.Equal(HttpStatusCode.BadRequest, never.StatusCode);
        clinician.Dispose();
    }

    private static (int Age, bool Minor) AgeOf(JsonElement detail) =>
        (detail.GetProperty("patient").GetProperty("age").GetInt32(), detail.GetProperty("patient").GetProperty("minor").GetBoolean());

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!);

    private static async Task<ScheduledVisit> ScheduleAsync(ClinicClient admin, string clinicianId, string startsAt, string birthDate = ScheduledVisit.BirthDate) =>
        ScheduledVisit.Read(await admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = "Pat", familyName = "Probe", birthDate }, clinicianId, startsAt, durationMinutes = 30, kind = "FollowUp",
        }));
}
