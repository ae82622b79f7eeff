using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Access;

public sealed class SignInTests
{
    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_fifteen_minutes()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero));
        await using var app = await TelehealthApp.StartAsync(clock: clock);
        using var stranger = app.Stranger();
        for (var i = 0; i < 4; i++) await WrongAsync(stranger, HttpStatusCode.Unauthorized, "NOT_SIGNED_IN");
        await WrongAsync(stranger, HttpStatusCode.TooManyRequests, "RATE_LIMITED");

        using var right = await stranger.SendAsync("/api/auth/sign-in", new { email = TelehealthApp.AdminEmail, password = TelehealthApp.Password });
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.InRange(right.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 900);

        clock.Advance(TimeSpan.FromMinutes(15.1));
        using var admin = await app.AdminAsync();
    }

    [Fact]
    public async Task A_sign_in_is_recorded_as_the_act_of_who_signed_in()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var desk = await app.FrontDeskAsync();
        var id = (await desk.GetAsync("/api/session")).GetProperty("staff").GetProperty("staffId").GetString();
        using var auditor = await app.AuditorAsync();
        var records = await auditor.GetAsync($"/api/audit/records?code=StaffSignedIn&actorId={id}");
        var record = Assert.Single(records.GetProperty("items").EnumerateArray());
        Assert.Equal(("Staff", "FrontDesk"), (record.GetProperty("actor").GetProperty("kind").GetString(), record.GetProperty("actor").GetProperty("role").GetString()));
        Assert.Equal(id, record.GetProperty("subject").GetProperty("staffId").GetString());
    }

    [Fact]
    public async Task Unknown_account_and_wrong_password_get_the_same_answer()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var stranger = app.Stranger();
        using var unknown = await stranger.SendAsync("/api/auth/sign-in", new { email = "nobody@clinic.test", password = "wrong-password-1" });
        using var wrong = await stranger.SendAsync("/api/auth/sign-in", new { email = TelehealthApp.AdminEmail, password = "wrong-password-1" });
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await wrong.Content.ReadAsStringAsync());
        Assert.Equal(unknown.StatusCode, wrong.StatusCode);
    }

    [Fact]
    public async Task A_disabled_member_of_staff_is_out_at_once()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        using var desk = await app.FrontDeskAsync();
        var id = (await desk.GetAsync("/api/session")).GetProperty("staff").GetProperty("staffId").GetString();
        await admin.PostAsync($"/api/staff/{id}/disable", null);
        await RefusedAsync(() => desk.GetAsync("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_once()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        await admin.PostAsync("/api/auth/sign-out", null);
        await RefusedAsync(() => admin.GetAsync("/api/session"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_cookie_alone_changes_nothing()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = true }) { BaseAddress = app.Address };
        using var answer = await browser.PostAsJsonAsync("/api/auth/sign-in", new { email = TelehealthApp.AdminEmail, password = TelehealthApp.Password });
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var (id, csrf) = (session.GetProperty("sessionId").GetString()!, session.GetProperty("csrfToken").GetString()!);

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(browser, HttpMethod.Get, "/api/session"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(browser, HttpMethod.Get, "/api/session", ("X-Session", id)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(browser, HttpMethod.Get, "/api/session", ("X-Session", id), ("Origin", "https://evil.test")));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(browser, HttpMethod.Get, $"/api/session?session={id}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(browser, HttpMethod.Post, "/api/auth/sign-out", ("X-Session", id)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(browser, HttpMethod.Post, "/api/auth/sign-out", ("X-Session", id), ("X-Csrf-Token", csrf + "x")));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(browser, HttpMethod.Post, "/api/auth/sign-out", ("X-Session", id), ("X-Csrf-Token", csrf)));
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient browser, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await browser.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task WrongAsync(ClinicClient stranger, HttpStatusCode status, string code)
    {
        using var response = await stranger.SendAsync("/api/auth/sign-in", new { email = TelehealthApp.AdminEmail, password = "wrong-password-1" });
        Assert.Equal((status, code), (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    private static async Task RefusedAsync(Func<Task> call, HttpStatusCode status) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<HttpRequestException>(call)).StatusCode);
}
