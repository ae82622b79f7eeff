using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Twilio;

namespace Telehealth.Server.Tests.Twilio;

public sealed class TwilioTokenTests
{
    private static readonly Instant Now = Instant.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void A_token_says_what_the_vendors_own_library_says()
    {
        using var client = VendorClient.Through(new Vendor());

        var token = client.Tokens.Mint(TwilioSettings.RoomSid, "pat-1", Now, Now + Duration.FromSeconds(900));

        AssertSame("""{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}""", Part(token, 0));
        AssertSame(
            $$"""
            {"jti":"{{TwilioSettings.KeySid}}-1700000000","grants":{"identity":"pat-1","video":{"room":"{{TwilioSettings.RoomSid}}"} },
             "iat":1700000000,"exp":1700000900,"iss":"{{TwilioSettings.KeySid}}","sub":"{{TwilioSettings.AccountSid}}"}
            """,
            Part(token, 1));
    }

    [Fact]
    public void A_token_never_lasts_longer_than_a_day()
    {
        using var client = VendorClient.Through(new Vendor());

        var token = client.Tokens.Mint(TwilioSettings.RoomSid, "pat-1", Now, Now + Duration.FromHours(30));

        Assert.Equal(1_700_086_400, Part(token, 1)["exp"]!.GetValue<long>());
        Assert.Equal(Now + Duration.FromHours(24), TwilioTokens.End(Now, Now + Duration.FromHours(30)));
    }

    [Fact]
    public void A_token_for_a_name_or_for_no_room_cannot_be_had()
    {
        using var client = VendorClient.Through(new Vendor());
        Assert.Throws<ArgumentException>(() => client.Tokens.Mint("r-1", "pat-1", Now, Now + Duration.FromHours(1)));
        Assert.Throws<ArgumentException>(() => client.Tokens.Mint("", "pat-1", Now, Now + Duration.FromHours(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Tokens.Mint(TwilioSettings.RoomSid, "pat-1", Now, Now));
    }

    [Fact]
    public void Two_devices_of_one_person_have_two_identities_and_both_are_theirs()
    {
        var person = new ParticipantId(Guid.Parse("0199aaaa-0000-7000-8000-000000000001"));
        var (one, two) = (TwilioIdentity.New(person), TwilioIdentity.New(person));

        Assert.NotEqual(one, two);
        Assert.Equal(person, TwilioIdentity.ParticipantOf(one));
        Assert.Equal(person, TwilioIdentity.ParticipantOf(two));
        Assert.True(one.Length <= 128);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pat-1")]
    [InlineData("0199aaaa-0000-7000-8000-000000000001")]
    [InlineData("0199aaaa-0000-7000-8000-000000000001x0011")]
    public void An_identity_that_is_not_ours_is_nobody(string? identity) => Assert.Null(TwilioIdentity.ParticipantOf(identity));

    private static JsonNode Part(string token, int part) => JsonNode.Parse(Base64UrlEncoder.Decode(token.Split('.')[part]))!;

    private static void AssertSame(string expected, JsonNode actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
