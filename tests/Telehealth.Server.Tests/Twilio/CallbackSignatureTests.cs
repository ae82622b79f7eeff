using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Telehealth.Server.Twilio;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

public sealed class CallbackSignatureTests
{
    private const string Address = "https://api.example.test/webhooks/twilio/video";

    public static TheoryData<string, string, string, string> Vectors => new()
    {
        { "12345", "https://example.com/myapp.php?foo=1&bar=2", "CallSid=CA1234567890ABCDE&Caller=%2B14158675310&Digits=1234&From=%2B14158675310&To=%2B18005551212", "L/OH5YylLD5NRKLltdqwSvS0BnU=" },
        { "12345", "https://mycompany.com/myapp.php?foo=1&bar=2", "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212", "RSOYDt4T1cUTdK1PDd93/VVr8B8=" },
        { TwilioSettings.AuthToken, Address, RoomForm, "T4xvUyhyx6QkZAjNqA+RaZKrF+E=" },
        { TwilioSettings.AuthToken, "https://api.example.test:443/webhooks/twilio/video", RoomForm, "1YKd9EFybeDfqyyaDDWGb9wGvYw=" },
        { TwilioSettings.AuthToken, Address, "Body=Merci+%C3%A0+bient%C3%B4t+%F0%9F%91%8D&From=%2B33600000000", "B78rviFR6mY2r0EVw3vaD03XUdI=" },
        { TwilioSettings.AuthToken, Address, "b=1&B=2&a=3&A=4&_=5", "73a2SoTwYiSqpcOJMPeEOGHgYNA=" },
        { TwilioSettings.AuthToken, Address, "MediaUrl=b&MediaUrl=a&MediaUrl=a&To=x", "OK+bh46LFE8ylI/d2hDF3XJ5dCY=" },
        { TwilioSettings.AuthToken, Address, "", "ZMfY0vdqUeXaDyM3oUthAP6+jLg=" },
        { TwilioSettings.AuthToken, Address + "?bodySHA256=09ad9fd2fb648cb2f62141215828ea00a62c299db05d20aa9ade2f527a301cc6", "", "JI4ItG3KwGfDCKfTS6f8/Kz8soQ=" },
    };

    private static string RoomForm => Form(
        ("RoomStatus", "in-progress"), ("RoomType", "group"), ("RoomSid", TwilioSettings.RoomSid), ("RoomName", "visit-1"), ("SequenceNumber", "2"),
        ("StatusCallbackEvent", "participant-connected"), ("Timestamp", "2026-01-02T03:04:05.678Z"), ("AccountSid", TwilioSettings.AccountSid),
        ("ParticipantSid", "PA" + new string('d', 32)), ("ParticipantStatus", "connected"), ("ParticipantIdentity", "pat-1"));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Signatures_are_those_of_the_vendors_own_library(string token, string url, string form, string signature)
    {
        Assert.Equal(signature, CallbackSignature.Expected(token, url, Fields(form)));
        var uri = new Uri(url);
        Assert.True(Check(token).IsValid(signature, new Uri(uri.GetLeftPart(UriPartial.Authority)), uri.PathAndQuery, Fields(form)));
    }

    [Theory]
    [InlineData("T4xvUyhyx6QkZAjNqA+RaZKrF+E=")]
    [InlineData("1YKd9EFybeDfqyyaDDWGb9wGvYw=")]
    public void A_callback_signed_with_or_without_the_port_is_accepted(string signature) =>
        Assert.True(Check(TwilioSettings.AuthToken).IsValid(signature, new Uri("https://api.example.test"), "/webhooks/twilio/video", Fields(RoomForm)));

    [Theory]
    [InlineData("http://api.example.test", "/webhooks/twilio/video")]
    [InlineData("https://api.example.test", "/webhooks/twilio/video/")]
    [InlineData("https://api.example.test", "/webhooks/Twilio/video")]
    [InlineData("https://api.example.test", "/webhooks/twilio/video?a=1")]
    [InlineData("https://other.example.test", "/webhooks/twilio/video")]
    public void Another_address_is_refused(string origin, string target) =>
        Assert.False(Check(TwilioSettings.AuthToken).IsValid("T4xvUyhyx6QkZAjNqA+RaZKrF+E=", new Uri(origin), target, Fields(RoomForm)));

    [Theory]
    [InlineData("visit-1", "visit-2")]
    [InlineData("visit-1", "visit-1+")]
    [InlineData("RoomName", "roomName")]
    [InlineData("SequenceNumber=2", "SequenceNumber=3")]
    public void A_changed_field_is_refused(string from, string to) => Assert.False(Valid(RoomForm.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void An_added_or_a_missing_field_is_refused()
    {
        Assert.False(Valid(RoomForm + "&More=1"));
        Assert.False(Valid(RoomForm.Replace("&RoomType=group", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    [InlineData("U4xvUyhyx6QkZAjNqA+RaZKrF+E=")]
    [InlineData("T4xvUyhyx6QkZAjNqA+RaZKrF+ET4xvUyhyx6QkZAjNqA+RaZKrF+E=")]
    public void What_is_no_signature_is_refused(string? signature) =>
        Assert.False(Check(TwilioSettings.AuthToken).IsValid(signature, new Uri("https://api.example.test"), "/webhooks/twilio/video", Fields(RoomForm)));

    [Fact]
    public void While_auth_tokens_are_exchanged_both_are_accepted_and_afterwards_the_old_one_is_not()
    {
        Assert.True(Valid(RoomForm, "another-token-0123456789abcdef01", TwilioSettings.AuthToken));
        Assert.True(Valid(RoomForm, TwilioSettings.AuthToken, "another-token-0123456789abcdef01"));
        Assert.False(Valid(RoomForm, "another-token-0123456789abcdef01"));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_stand_in_signs_as_the_vendor_does(string token, string url, string form, string signature)
    {
        // It has no fields of one name, as no callback of ours has.
        if (Fields(form).All(f => f.Value.Count == 1)) Assert.Equal(signature, FakeCallbacks.Sign(token, url, Fields(form).Select(f => (f.Key, f.Value.ToString()))));
    }

    internal static string Form(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value)}"));

    internal static IReadOnlyDictionary<string, StringValues> Fields(string form) => CallbackForm.Parse(form)!;

    private static bool Valid(string form, params string[] tokens) => Check(tokens.Length == 0 ? [TwilioSettings.AuthToken] : tokens)
        .IsValid("T4xvUyhyx6QkZAjNqA+RaZKrF+E=", new Uri("https://api.example.test"), "/webhooks/twilio/video", Fields(form));

    private static CallbackSignature Check(params string[] tokens) => new(Options.Create(new TwilioOptions { AuthTokens = tokens }));
}
