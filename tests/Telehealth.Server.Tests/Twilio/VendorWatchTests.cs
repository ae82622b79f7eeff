using System.Net;
using System.Text;
using System.Text.Json;
using Telehealth.Server.Tests.Support;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>What an admin sees of the vendor, on the real server with a stand-in for the vendor.</summary>
public sealed class VendorWatchTests : IAsyncLifetime
{
    private const string Origin = "https://visits.clinic.org";
    private FakeTwilio _vendor = null!;
    private TelehealthApp _app = null!;
    private ClinicClient _admin = null!;

    public async Task InitializeAsync()
    {
        _vendor = await FakeTwilio.StartAsync();
        _vendor.Account.Keys[TwilioSettings.SecondKeySid] = TwilioSettings.SecondKeySecret;
        var settings = FakeAccount.Settings(_vendor.Address);
        (settings["Twilio:SecondApiKeySid"], settings["Twilio:SecondApiKeySecret"]) = (TwilioSettings.SecondKeySid, TwilioSettings.SecondKeySecret);
        (settings["PublicBaseUrl"], settings["RateLimits:VendorTestPerMinute"]) = (Origin, "3");
        _app = await TelehealthApp.StartAsync(settings);
        _admin = await _app.AdminAsync();
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _app.DisposeAsync();
        await _vendor.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_that_works_passes_every_step_once_the_vendor_has_called_back()
    {
        _vendor.Callbacks.DeliverTo = _app.Address;
        _vendor.Callbacks.Dial = new CallbackDial { Late = 1, LateBy = TimeSpan.FromSeconds(2) };

        var test = await _admin.PostAsync("/api/video/vendor/test", new { room = true });

        Assert.Equal(
            "REST_KEY Passed, SECOND_KEY Passed, CLOCK Passed, SMS_SERVICE Passed, AUTH_TOKENS Passed, CALLBACK_URL Passed, TOKEN Passed, ROOM Passed", States(test)[..States(test).LastIndexOf(',')]);
        var made = Assert.Single(_vendor.Rooms.All);
        Assert.Equal((FakeRoom.Completed, $"{Origin}{CallbackAddress.Rooms}#rc=5&rp=all", "1"), (made.Status, made.StatusCallback, made.Asked["MaxParticipants"]));
        Assert.StartsWith("t-", made.Name, StringComparison.Ordinal);

        var (room, until) = (test.GetProperty("room").GetProperty("id").GetString()!, test.GetProperty("room").GetProperty("until").GetString()!);
        await _vendor.Callbacks.IdleAsync();
        Assert.Equal("Passed", (await _admin.GetAsync($"/api/video/vendor/test?room={room}&until={until}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_does_not_work_is_told_with_what_to_do()
    {
        _vendor.Account.Keys.Remove(TwilioSettings.KeySid);
        _vendor.ClockIsOffBy = TimeSpan.FromMinutes(-3);
        _app.Log.Expect("Twilio refused the API key in use");

        var test = await _admin.PostAsync("/api/video/vendor/test", new { room = true });

        Assert.StartsWith("REST_KEY Failed, SECOND_KEY Passed, CLOCK Failed, SMS_SERVICE Passed", States(test), StringComparison.Ordinal);
        Assert.Contains("Twilio:ApiKeySid", Text(test, "REST_KEY"), StringComparison.Ordinal);
        Assert.Contains("ahead of", Text(test, "CLOCK"), StringComparison.Ordinal);

        // A visit's room is made with the second key meanwhile, and so is the test's.
        Assert.Equal("Passed", StateOf(test, "ROOM"));
        var record = (await _admin.GetAsync("/api/audit/records?code=VideoServiceTested")).GetProperty("items")[0];
        Assert.Equal(["REST_KEY", "CLOCK"], record.GetProperty("after").GetProperty("failed").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task A_callback_with_a_foreign_signature_is_told_from_none_at_all()
    {
        var room = TwilioSettings.RoomSid;
        var over = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ"));
        Assert.Contains("did not call back", (await _admin.GetAsync($"/api/video/vendor/test?room={room}&until={over}")).GetProperty("text").GetString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await CallBackAsync(room, token: "another-token-0123456789abcdef01"));
        Assert.Contains("signature did not fit", (await _admin.GetAsync($"/api/video/vendor/test?room={room}&until={over}")).GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await _admin.GetAsync("/api/video/vendor")).GetProperty("figures").GetProperty("refusedCallbacks").GetInt64());
    }

    [Fact]
    public async Task The_state_tells_calls_callbacks_and_dead_letters()
    {
        await _admin.PostAsync("/api/video/vendor/test", new { room = true });
        await CallBackAsync(TwilioSettings.RoomSid);
        var auditor = await _app.AuditorAsync();

        var state = await auditor.GetAsync("/api/video/vendor");

        Assert.Equal("twilio", state.GetProperty("provider").GetString());
        var calls = state.GetProperty("figures").GetProperty("calls").EnumerateArray().ToList();
        Assert.Equal(["twilio-complete-room", "twilio-create-room"], calls.Select(c => c.GetProperty("call").GetString()));
        Assert.All(calls, c => Assert.Equal(("Closed", 1, 0), (c.GetProperty("circuit").GetString(), c.GetProperty("calls").GetInt32(), c.GetProperty("failed").GetInt32())));
        Assert.Equal(1, state.GetProperty("callbacks").GetProperty("waiting").GetInt32());
        Assert.Equal(0, state.GetProperty("deadLetters").GetProperty("dead").GetInt32());
    }

    [Fact]
    public async Task A_scrape_shows_calls_circuits_and_callbacks_and_no_id()
    {
        await _admin.PostAsync("/api/video/vendor/test", new { room = true });
        await CallBackAsync(TwilioSettings.RoomSid);
        using var http = new HttpClient { BaseAddress = _app.Address };

        var scrape = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        foreach (var line in new[]
        {
            "telehealth_vendor_call_duration_count{call=\"twilio-create-room\",outcome=\"Ok\"}", "telehealth_vendor_call_tries{call=\"twilio-complete-room\"} ",
            "telehealth_vendor_circuit{call=\"twilio-create-room\"} 0", "telehealth_vendor_callback_waiting",
        })
        {
            Assert.Contains(line, scrape, StringComparison.Ordinal);
        }

        foreach (var id in new[] { TwilioSettings.RoomSid, TwilioSettings.KeySid, TwilioSettings.AccountSid, _vendor.Rooms.All[0].Sid, _vendor.Rooms.All[0].Name }) Assert.DoesNotContain(id, scrape, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_vendor_is_not_tested_more_often_than_that()
    {
        for (var i = 0; i < 3; i++) await _admin.PostAsync("/api/video/vendor/test", new { room = false });
        using var answer = await _admin.SendAsync("/api/video/vendor/test", new { room = true });
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Empty(_vendor.Rooms.All);
    }

    [Fact]
    public async Task Without_a_vendor_the_way_between_browsers_is_looked_at()
    {
        await using var plain = await TelehealthApp.StartAsync(new Dictionary<string, string> { ["Video:IceServers:0"] = "turn:turn.clinic.org:3478", ["Video:TurnSecret"] = "shared-with-coturn" });
        using var admin = await plain.AdminAsync();

        var state = await admin.GetAsync("/api/video/vendor");
        var test = await admin.PostAsync("/api/video/vendor/test", new { room = true });

        Assert.Equal("peer", state.GetProperty("provider").GetString());
        Assert.False(state.TryGetProperty("callbacks", out _));
        Assert.Equal("NO_VENDOR Passed, STUN Skipped, TURN Passed, TURN_CREDENTIAL Passed", States(test));
    }

    private async Task<HttpStatusCode> CallBackAsync(string room, string token = TwilioSettings.AuthToken)
    {
        var form = CallbackSignatureTests.Form([("StatusCallbackEvent", "room-ended"), ("RoomSid", room), ("Timestamp", "2026-01-02T03:04:05.678Z"), ("AccountSid", TwilioSettings.AccountSid)]);
        using var http = new HttpClient { BaseAddress = _app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(CallbackAddress.Rooms, UriKind.Relative)) { Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Add(CallbackSignature.Header, CallbackSignature.Expected(token, Origin + CallbackAddress.Rooms, CallbackSignatureTests.Fields(form)));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static IEnumerable<JsonElement> Steps(JsonElement test) => test.GetProperty("steps").EnumerateArray();

    private static string States(JsonElement test) => string.Join(", ", Steps(test).Select(s => $"{s.GetProperty("code").GetString()} {s.GetProperty("state").GetString()}"));

    private static string StateOf(JsonElement test, string code) => Steps(test).Single(s => s.GetProperty("code").GetString() == code).GetProperty("state").GetString()!;

    private static string Text(JsonElement test, string code) => Steps(test).Single(s => s.GetProperty("code").GetString() == code).GetProperty("text").GetString()!;
}
