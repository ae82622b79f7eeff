using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using NodaTime;
using Telehealth.Server.Twilio;
using Telehealth.Server.Twilio.Callbacks;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>The vendor's own helper library for Node judges our tokens and signatures, and we judge its.</summary>
public sealed class VendorLibraryTests : IAsyncLifetime
{
    private const string Url = "https://api.example.test/webhooks/twilio/rooms";
    private string _folder = "";

    public async Task InitializeAsync() => _folder = NodeTools.AreHere ? await NodeTools.InstallAsync("twilio@6.2.0") : "";

    public Task DisposeAsync()
    {
        if (_folder.Length > 0) Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [NodeFact]
    public async Task The_same_token_comes_out_of_the_vendors_library()
    {
        var now = Instant.FromUtc(2026, 11, 23, 18, 0);
        using var client = VendorClient.Through(new Vendor());
        var ours = client.Tokens.Mint(TwilioSettings.RoomSid, "0199aaaa-0000-7000-8000-000000000001.00112233aabbccdd", now, now + Duration.FromMinutes(90));

        var judged = await AskAsync(
            """
            const { AccessToken } = require('twilio').jwt, jwt = require('jsonwebtoken');
            Date.now = () => q.now * 1000;
            const token = new AccessToken(q.account, q.key, q.secret, { identity: q.identity, ttl: q.ttl });
            token.addGrant(new AccessToken.VideoGrant({ room: q.room }));
            const read = t => jwt.verify(t, q.secret, { algorithms: ['HS256'], complete: true, clockTimestamp: q.now });
            const theirs = read(token.toJwt()), ours = read(q.ours);
            let tampered = 'accepted';
            try { read(q.tampered); } catch (e) { tampered = 'refused'; }
            a = { theirs: { header: theirs.header, payload: theirs.payload }, ours: { header: ours.header, payload: ours.payload }, tampered };
            """,
            new
            {
                account = TwilioSettings.AccountSid, key = TwilioSettings.KeySid, secret = TwilioSettings.KeySecret, room = TwilioSettings.RoomSid,
                identity = "0199aaaa-0000-7000-8000-000000000001.00112233aabbccdd", ttl = 5400, now = now.ToUnixTimeSeconds(), ours, tampered = Tampered(ours),
            });

        Assert.True(JsonNode.DeepEquals(judged["theirs"], judged["ours"]), judged.ToJsonString());
        Assert.Equal("refused", judged["tampered"]!.GetValue<string>());
    }

    [NodeFact]
    public async Task Each_accepts_the_others_signatures_and_both_refuse_tampered_ones()
    {
        var fields = new Dictionary<string, StringValues>
        {
            ["StatusCallbackEvent"] = "participant-connected", ["RoomSid"] = TwilioSettings.RoomSid, ["b"] = "1", ["B"] = "2", ["_"] = " untrimmed ", ["Body"] = "Merci à bientôt 👍", ["Empty"] = "",
        };
        var ours = CallbackSignature.Expected(TwilioSettings.AuthToken, Url, fields);

        var judged = await AskAsync(
            """
            const w = require('twilio/lib/webhooks/webhooks');
            const theirs = w.getExpectedTwilioSignature(q.token, q.url, q.fields);
            a = { theirs, accepts: w.validateRequest(q.token, q.ours, q.url, q.fields), tampered: w.validateRequest(q.token, q.ours, q.url, { ...q.fields, b: '3' }) };
            """,
            new { token = TwilioSettings.AuthToken, url = Url, fields = fields.ToDictionary(f => f.Key, f => f.Value.ToString()), ours });

        var check = new CallbackSignature(Options.Create(new TwilioOptions { AuthTokens = [TwilioSettings.AuthToken] }));
        var (theirs, address) = (judged["theirs"]!.GetValue<string>(), new Uri(Url));
        Assert.True(judged["accepts"]!.GetValue<bool>());
        Assert.False(judged["tampered"]!.GetValue<bool>());
        Assert.True(check.IsValid(theirs, new Uri(address.GetLeftPart(UriPartial.Authority)), address.PathAndQuery, fields));
        Assert.False(check.IsValid(theirs, new Uri(address.GetLeftPart(UriPartial.Authority)), address.PathAndQuery, new Dictionary<string, StringValues>(fields) { ["b"] = "3" }));
    }

    [NodeFact]
    public async Task A_message_callback_is_signed_over_the_notice_in_its_address()
    {
        const string Target = "/webhooks/twilio/messages?notice=0199aaaa-0000-7000-8000-000000000001";
        var fields = new Dictionary<string, StringValues>
        {
            ["MessageSid"] = "SM" + new string('1', 32), ["MessageStatus"] = "undelivered", ["ErrorCode"] = "30003", ["To"] = "+18015550123", ["MessagingServiceSid"] = TwilioSettings.ServiceSid,
        };
        var judged = await AskAsync(
            "a = { theirs: require('twilio/lib/webhooks/webhooks').getExpectedTwilioSignature(q.token, q.url, q.fields) };",
            new { token = TwilioSettings.AuthToken, url = TwilioSettings.PublicBaseUrl + Target, fields = fields.ToDictionary(f => f.Key, f => f.Value.ToString()) });

        var (check, theirs, origin) = (new CallbackSignature(Options.Create(new TwilioOptions { AuthTokens = [TwilioSettings.AuthToken] })), judged["theirs"]!.GetValue<string>(), new Uri(TwilioSettings.PublicBaseUrl));
        Assert.True(check.IsValid(theirs, origin, Target, fields));
        Assert.False(check.IsValid(theirs, origin, Target.Replace("0001", "0002", StringComparison.Ordinal), fields));
        Assert.False(check.IsValid(theirs, origin, "/webhooks/twilio/messages", fields));
    }

    private async Task<JsonNode> AskAsync(string script, object question) => JsonNode.Parse(await NodeTools.ScriptAsync(
        _folder, $"const q = JSON.parse(require('fs').readFileSync(0, 'utf8')); let a; {script} console.log(JSON.stringify(a));", JsonSerializer.Serialize(question)))!;

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var payload = System.Text.Encoding.UTF8.GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(parts[1])).Replace("RMcc", "RMdd", StringComparison.Ordinal);
        return $"{parts[0]}.{Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(payload))}.{parts[2]}";
    }
}
