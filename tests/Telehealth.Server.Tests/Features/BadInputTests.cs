using System.Net;
using System.Text;
using System.Text.Json;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Features;

/// <summary>Whatever is sent, the answer is a stable code in 4xx, and nothing that was sent comes back or reaches the log.</summary>
public sealed class BadInputTests
{
    private const string Marker = "Zzyzx-marker-4711";

    [Theory]
    [InlineData("{\"patient\": \"Zzyzx-marker-4711", 400, "INVALID")]
    [InlineData("[1, 2]", 400, "INVALID")]
    [InlineData("null", 400, "INVALID")]
    [InlineData("{\"startsAt\":\"Zzyzx-marker-4711\",\"durationMinutes\":30,\"kind\":\"FollowUp\"}", 400, "INVALID")]
    [InlineData("{\"startsAt\":\"2026-11-23T10:00:00Z\",\"durationMinutes\":\"thirty\",\"kind\":\"FollowUp\"}", 400, "INVALID")]
    [InlineData("{\"startsAt\":\"2026-11-23T10:00:00Z\",\"durationMinutes\":30,\"kind\":\"Zzyzx-marker-4711\"}", 400, "INVALID")]
    [InlineData("{\"startsAt\":\"2026-11-23T10:00:00\",\"durationMinutes\":30,\"kind\":\"FollowUp\",\"patient\":{\"givenName\":\"A\",\"familyName\":\"B\"}}", 400, "INVALID")]
    [InlineData("{\"startsAt\":\"2026-11-23T10:00:00Z\",\"durationMinutes\":30,\"kind\":\"FollowUp\",\"patient\":{\"givenName\":\"\",\"familyName\":\"B\",\"phone\":\"Zzyzx-marker-4711\"}}", 400, "INVALID")]
    [InlineData("{\"startsAt\":\"2026-11-23T10:00:00Z\",\"durationMinutes\":30,\"kind\":\"FollowUp\",\"patientId\":\"00000000-0000-0000-0000-000000000001\"}", 400, "INVALID")]
    [InlineData("{\"startsAt\":\"1999-11-23T10:00:00Z\",\"durationMinutes\":30,\"kind\":\"FollowUp\",\"patient\":{\"givenName\":\"A\",\"familyName\":\"B\"}}", 400, "INVALID")]
    [InlineData("{\"startsAt\":\"2026-11-23T10:00:00Z\",\"durationMinutes\":30,\"kind\":\"FollowUp\",\"patient\":{\"givenName\":\"A\",\"familyName\":\"B\",\"birthDate\":\"2023-02-29\"}}", 400, "INVALID")]
    public async Task A_bad_visit_is_refused_without_repeating_it(string body, int status, string code)
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var (got, text) = await SendAsync(app, admin.AccessToken!, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal((status, code), (got, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()));
        Assert.DoesNotContain(Marker, text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines, l => l.Contains(Marker, StringComparison.Ordinal));
        Assert.Empty((await admin.GetAsync("/api/visits")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Another_content_type_and_an_oversize_body_have_their_own_answers()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        Assert.Equal(415, (await SendAsync(app, admin.AccessToken!, new StringContent("<x/>", Encoding.UTF8, "application/xml"))).Status);
        var (status, text) = await SendAsync(app, admin.AccessToken!, new StringContent($$"""{"kind":"{{new string('x', 100_000)}}"}""", Encoding.UTF8, "application/json"));
        Assert.Equal((413, "TOO_LARGE"), (status, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task An_unknown_address_is_a_problem_too()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<HttpRequestException>(() => admin.GetAsync("/api/nothing"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<HttpRequestException>(() => admin.GetAsync($"/api/visits/{Guid.NewGuid()}"))).StatusCode);
    }

    [Fact]
    public async Task Names_in_any_script_and_a_birthday_on_a_leap_day_are_kept()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var added = await admin.PostAsync("/api/patients", new { givenName = "Ngọc-Ánh 玉英", familyName = "О'Коннор ابن", birthDate = "2000-02-29" });
        var patient = await admin.GetAsync($"/api/patients/{added.GetProperty("id").GetString()}");
        Assert.Equal(("Ngọc-Ánh 玉英", "О'Коннор ابن", "2000-02-29"),
            (patient.GetProperty("givenName").GetString(), patient.GetProperty("familyName").GetString(), patient.GetProperty("birthDate").GetString()));
    }

    private static async Task<(int Status, string Text)> SendAsync(TelehealthApp app, string token, HttpContent content)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using (content)
        {
            using var response = await http.PostAsync(new Uri("/api/visits", UriKind.Relative), content);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }
}
