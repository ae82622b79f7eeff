using Telehealth.Server.Desk;
using Telehealth.Server.Tests.Support;
using Telehealth.Server.Tests.Twilio;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Access;

public sealed class ProductionTests
{
    [Fact]
    public async Task Production_names_every_key_that_it_cannot_start_with()
    {
        await using var server = ServerProcess.Launch(new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Identity:FirstAdmin:Email"] = "a@b.test", ["Identity:FirstAdmin:Password"] = StaffAccounts.DevelopmentPassword,
            ["Clinic:TimeZone"] = "Mars/Olympus", ["RateLimits:JoinPerMinute"] = "0", ["PublicBaseUrl"] = "ftp://clinic.test",
            ["Audit:SigningKeyFile"] = "", ["Audit:Origin"] = "", ["Audit:MasterKeyFile"] = "",
        });
        await Poll.UntilAsync(() => Task.FromResult(server.HasExited), "the server has given up", 60);
        foreach (var key in new[] { "Identity:FirstAdmin:Password", "Clinic:TimeZone", "JoinPerMinute", "PublicBaseUrl", "Audit:SigningKeyFile", "Audit:Origin", "Audit:MasterKeyFile" }) Assert.Contains(key, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_names_every_key_that_the_video_vendor_lacks()
    {
        await using var server = ServerProcess.Launch(new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["PublicBaseUrl"] = "https://visits.clinic.org", ["Video:Provider"] = "twilio",
            ["Twilio:ApiKeySid"] = "SK" + new string('b', 32), ["Twilio:ApiKeySecret"] = "test-secret-0123456789abcdef0123", ["Twilio:AuthTokens:0"] = "test-auth-token-0123456789abcdef",
        });
        await Poll.UntilAsync(() => Task.FromResult(server.HasExited), "the server has given up", 60);
        foreach (var key in new[] { "Twilio:AccountSid", "Twilio:ApiKeySid", "Twilio:ApiKeySecret", "Twilio:AuthTokens" }) Assert.Contains(key, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("test-secret", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_tell_browsers_what_not_to_do()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var http = new HttpClient { BaseAddress = app.Address };
        foreach (var path in new[] { "/", "/join/some-token", "/api/clinic", "/api/nothing" })
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        }
    }

    [Theory]
    [InlineData("peer", false)]
    [InlineData("twilio", true)]
    public async Task Pages_may_reach_the_video_vendor_only_where_it_carries_the_visits(string provider, bool reaches)
    {
        var settings = TwilioSettings.Complete().ToDictionary(s => s.Key, s => s.Value ?? "", StringComparer.Ordinal);
        settings["Video:Provider"] = provider;
        await using var app = await TelehealthApp.StartAsync(settings);
        using var http = new HttpClient { BaseAddress = app.Address };
        using var response = await http.GetAsync(new Uri("/join/some-token", UriKind.Relative));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var connect = policy.Split("; ").Single(p => p.StartsWith("connect-src ", StringComparison.Ordinal)).Split(' ');
        Assert.Equal(reaches, connect.Contains("wss://*.vss.twilio.com"));
        Assert.Equal(reaches ? 5 : 4, connect.Length);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_metrics_and_the_api_document_answer_without_a_session()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var http = new HttpClient { BaseAddress = app.Address };
        foreach (var path in new[] { "/health/live", "/health/ready", "/metrics", "/openapi/v1.json" }) Assert.NotEmpty(await http.GetStringAsync(new Uri(path, UriKind.Relative)));
        using var links = await http.GetAsync(new Uri("/api/dev/links", UriKind.Relative));
        Assert.False(links.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_found_without_a_session()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var http = new HttpClient { BaseAddress = app.Address };
        using var answer = await http.GetAsync(new Uri("/assets/old-123.js", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEqual("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
    }
}
