using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>An authority's records only grow: a check is a new one, and any day can be looked at as it was.</summary>
public sealed class AuthorityHistoryTests
{
    [Fact]
    public async Task A_check_is_a_new_record_that_says_the_same_and_takes_the_place_of_the_former()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"], day: DateTimeOffset.UtcNow.AddDays(-200));
        var before = Assert.Single(await ItemsAsync(admin, ada, ""));
        var path = $"/api/clinicians/{ada}/authorities/{Text(before, "id")}/verify";

        var id = Text(await admin.PostAsync(path, new { verifiedOn = LicensureReportTests.Day(0), source = "dopl.utah.gov" }), "id");
        var all = await ItemsAsync(admin, ada, "");
        Assert.Equal([(id, "Current", LicensureReportTests.Day(0), "dopl.utah.gov"), (Text(before, "id"), "Superseded", Text(before, "verifiedOn"), "primary source")],
            all.Select(a => (Text(a, "id"), Text(a, "status"), Text(a, "verifiedOn"), Text(a, "source"))));
        Assert.Equal((Text(before, "number"), Text(before, "expiresOn")), (Text(all[0], "number"), Text(all[0], "expiresOn")));

        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(admin, path, new { verifiedOn = LicensureReportTests.Day(0) }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(admin, path.Replace(Text(before, "id"), id, StringComparison.Ordinal), new { verifiedOn = LicensureReportTests.Day(1) }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(admin, path.Replace(Text(before, "id"), id, StringComparison.Ordinal), new { verifiedOn = LicensureReportTests.Day(-300) }));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(admin, path.Replace(Text(before, "id"), Guid.NewGuid().ToString(), StringComparison.Ordinal), new { verifiedOn = LicensureReportTests.Day(0) }));
    }

    [Fact]
    public async Task A_day_of_the_past_shows_what_was_on_record_then_and_a_day_to_come_what_will_count()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TelehealthApp.StartAsync(clock: clock);
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"], day: clock.GetUtcNow());
        var first = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        clock.AdjustTime(clock.GetUtcNow().AddDays(3));
        using var later = await app.AdminAsync();
        await later.AddAuthorityAsync(ada, "UT", boardStatus: "Suspended", day: clock.GetUtcNow());

        Assert.Equal(["Suspended", "Superseded"], await StatusesAsync(later, ada, ""));
        Assert.Equal(["NotOnRecord", "Current"], await StatusesAsync(later, ada, $"?on={first:yyyy-MM-dd}"));
        Assert.Equal(["NotOnRecord", "NotOnRecord"], await StatusesAsync(later, ada, $"?on={first.AddDays(-1):yyyy-MM-dd}"));
        Assert.Equal(["Suspended", "Superseded"], await StatusesAsync(later, ada, "?on=2100-01-01"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Assert.ThrowsAsync<HttpRequestException>(() => later.GetAsync($"/api/clinicians/{ada}/authorities?on=then"))).StatusCode);
    }

    private static async Task<List<JsonElement>> ItemsAsync(ClinicClient admin, string clinician, string query) =>
        [.. (await admin.GetAsync($"/api/clinicians/{clinician}/authorities{query}")).GetProperty("items").EnumerateArray()];

    private static async Task<IEnumerable<string>> StatusesAsync(ClinicClient admin, string clinician, string query) => (await ItemsAsync(admin, clinician, query)).Select(a => Text(a, "status"));

    private static async Task<HttpStatusCode> StatusAsync(ClinicClient admin, string path, object body)
    {
        using var response = await admin.SendAsync(path, body);
        return response.StatusCode;
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
