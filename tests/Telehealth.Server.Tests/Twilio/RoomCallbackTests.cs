using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;
using Telehealth.Server.Twilio.Callbacks;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>The vendor's door, on the real server.</summary>
public sealed class RoomCallbackTests : IAsyncLifetime
{
    private const string Path = "/webhooks/twilio/rooms";
    private TelehealthApp _app = null!;
    private HttpClient _vendor = null!;

    public async Task InitializeAsync()
    {
        _app = await TelehealthApp.StartAsync(TwilioSettings.Complete().ToDictionary(s => s.Key, s => s.Value!));
        _vendor = new HttpClient { BaseAddress = _app.Address, Timeout = TimeSpan.FromSeconds(20) };
    }

    public async Task DisposeAsync()
    {
        _vendor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_signed_event_is_kept_once_however_often_it_is_told()
    {
        var form = Event("participant-connected", "2026-01-02T03:04:05.678Z", ("Unheard_of", " kept as it is "));

        Assert.Equal(HttpStatusCode.NoContent, await SignedAsync(form));
        Assert.Equal(HttpStatusCode.NoContent, await SignedAsync(form));

        Assert.Equal(1, await EventsAsync());
        await using var db = await DbAsync();
        Assert.Equal(1, await db.Records.CountAsync(r => r.Code == "VendorEventIgnored"));
    }

    [Fact]
    public async Task What_the_vendor_did_not_sign_is_refused_and_leaves_nothing()
    {
        var form = Event("room-ended", "2026-01-02T03:04:05.678Z");

        Assert.Equal(HttpStatusCode.Forbidden, await TellAsync(form, signature: null));
        Assert.Equal(HttpStatusCode.Forbidden, await TellAsync(form, signature: "AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        Assert.Equal(HttpStatusCode.Forbidden, await SignedAsync(form, url: $"http://api.example.test{Path}"));
        Assert.Equal(HttpStatusCode.Forbidden, await SignedAsync(form, target: Path + "?a=1"));
        Assert.Equal(0, await EventsAsync());
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_refused()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await SignedAsync("""{"RoomSid":"RM1"}""", type: "application/json"));
        Assert.Equal(0, await EventsAsync());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        var status = await SignedAsync("a=" + new string('x', CallbackForm.MostBytes));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Theory]
    [InlineData("track-added")]
    [InlineData("recording-started")]
    [InlineData("something-new")]
    public async Task Events_that_change_nothing_here_are_taken_and_forgotten(string kind)
    {
        Assert.Equal(HttpStatusCode.NoContent, await SignedAsync(Event(kind, "2026-01-02T03:04:05.678Z")));
        Assert.Equal(0, await EventsAsync());
    }

    [Fact]
    public async Task Without_the_provider_there_is_no_such_door()
    {
        await using var plain = await TelehealthApp.StartAsync();
        Assert.DoesNotContain(plain.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(), e => e.RoutePattern.RawText == Path);
    }

    private static string Event(string kind, string timestamp, params (string, string)[] more) => CallbackSignatureTests.Form(
    [
        ("StatusCallbackEvent", kind), ("RoomSid", TwilioSettings.RoomSid), ("RoomName", "r-1"), ("RoomStatus", "in-progress"), ("Timestamp", timestamp),
        ("AccountSid", TwilioSettings.AccountSid), ("ParticipantSid", "PA" + new string('d', 32)), ("ParticipantIdentity", "pat-1"), ("SequenceNumber", "1"), .. more,
    ]);

    private Task<HttpStatusCode> SignedAsync(string form, string url = $"{TwilioSettings.PublicBaseUrl}{Path}", string target = Path, string type = "application/x-www-form-urlencoded") =>
        TellAsync(form, CallbackSignature.Expected(TwilioSettings.AuthToken, url, type.EndsWith("json", StringComparison.Ordinal) ? CallbackForm.Parse("")! : CallbackSignatureTests.Fields(form)), target, type);

    private async Task<HttpStatusCode> TellAsync(string form, string? signature, string target = Path, string type = "application/x-www-form-urlencoded")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target, UriKind.Relative)) { Content = new StringContent(form, Encoding.UTF8, type) };
        if (signature is not null) request.Headers.Add(CallbackSignature.Header, signature);
        using var response = await _vendor.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<int> EventsAsync()
    {
        await using var db = await DbAsync();
        return await db.VendorEvents.CountAsync();
    }

    private Task<TelehealthDb> DbAsync() => _app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
}
