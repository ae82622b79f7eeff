using Microsoft.AspNetCore.WebUtilities;
using Telehealth.Server.Desk;
using Telehealth.Server.Twilio.Calls;
using static System.Net.HttpStatusCode;
using static Telehealth.Server.Tests.Twilio.Vendor;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>A text message goes out once, or it is said that nobody knows; in virtual time.</summary>
public sealed class MessageSendTests
{
    private const string Number = "+18015550123", Text = "Your visit starts soon: https://visits.example.test/join/abc";
    private static readonly Guid Notice = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");

    public static TheoryData<string> Uncertain => [.. UncertainAnswers.Keys];

    private static Dictionary<string, Func<CancellationToken, Task<HttpResponseMessage>>> UncertainAnswers => new()
    {
        ["no answer"] = NeverAnswers(), ["cut off"] = Breaks(), ["a body without end"] = NeverEndsItsBody(), ["408"] = Says(RequestTimeout), ["500"] = Error(InternalServerError, 20500),
        ["502"] = Says(BadGateway, "<html>"), ["503"] = Error(ServiceUnavailable, 20503, retryAfter: "1"), ["504"] = Says(GatewayTimeout, ""), ["201 that cannot be read"] = Says(Created, "<html>hello</html>"),
        ["redirected"] = Says(Found),
    };

    [Fact]
    public async Task A_message_carries_the_notice_in_the_address_of_its_callback_and_nothing_personal()
    {
        var vendor = new Vendor(Accepted());
        var receipt = await SendAsync(vendor, ("Twilio:MessagingServiceSid", TwilioSettings.ServiceSid));

        Assert.Equal(new NoticeReceipt("SM1"), receipt);
        var request = Assert.Single(vendor.Requests);
        Assert.Equal((HttpMethod.Post, $"https://api.twilio.com/2010-04-01/Accounts/{TwilioSettings.AccountSid}/Messages.json"), (request.Method, request.RequestUri!.AbsoluteUri));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["To"] = Number, ["Body"] = Text, ["MessagingServiceSid"] = TwilioSettings.ServiceSid, ["ValidityPeriod"] = "3600", ["SmartEncoded"] = "true",
                ["StatusCallback"] = $"https://api.example.test/webhooks/twilio/messages?notice={Notice}#rc=5&rp=all",
            },
            QueryHelpers.ParseQuery(Assert.Single(vendor.Bodies)).ToDictionary(f => f.Key, f => f.Value.ToString()));
    }

    [Fact]
    public async Task What_the_vendor_may_keep_is_as_the_settings_say()
    {
        var vendor = new Vendor(Accepted());
        await SendAsync(vendor, ("Twilio:Messages:From", "+18015550100"), ("Twilio:Messages:DiscardContent", "true"), ("Twilio:Messages:HideNumbers", "true"), ("Twilio:Messages:ValidityMinutes", "5"));

        var form = QueryHelpers.ParseQuery(Assert.Single(vendor.Bodies));
        Assert.Equal(("+18015550100", "discard", "obfuscate", "300"), (form["From"].ToString(), form["ContentRetention"].ToString(), form["AddressRetention"].ToString(), form["ValidityPeriod"].ToString()));
        Assert.DoesNotContain("MessagingServiceSid", form.Keys);
    }

    [Theory]
    [MemberData(nameof(Uncertain))]
    public async Task What_may_have_been_sent_is_never_sent_again(string answer)
    {
        var vendor = new Vendor(UncertainAnswers[answer], Accepted());

        await Assert.ThrowsAsync<NoticeUnknownException>(() => SendAsync(vendor));

        Assert.Equal(1, vendor.Calls);
    }

    [Fact]
    public async Task A_message_that_was_held_back_is_sent_after_the_time_the_vendor_asks()
    {
        var vendor = new Vendor(Error(TooManyRequests, 20429, retryAfter: "3"), Accepted());
        using var client = VendorClient.Through(vendor);

        var call = client.Sender.SendAsync(Message(), CancellationToken.None);
        var took = await client.RunAsync(call);

        Assert.Equal("SM1", (await call).VendorId);
        Assert.Equal(2, vendor.Calls);
        Assert.InRange(took, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Held_back_for_long_it_is_told_how_long_and_was_not_sent()
    {
        var vendor = new Vendor(Error(TooManyRequests, 20429, retryAfter: "60"));

        var error = await Assert.ThrowsAsync<NoticeNotSentException>(() => SendAsync(vendor));

        Assert.Equal(("CHANNEL_BUSY", TimeSpan.FromSeconds(60), 1), (error.Message, error.RetryAfter, vendor.Calls));
    }

    [Fact]
    public async Task Without_a_connection_nothing_was_sent_so_it_is_tried_again()
    {
        var vendor = new Vendor(Unreachable(), Unreachable(), Accepted());

        Assert.Equal("SM1", (await SendAsync(vendor)).VendorId);

        Assert.Equal(3, vendor.Calls);
        Assert.Single(vendor.Bodies);
    }

    [Fact]
    public async Task A_vendor_who_cannot_be_reached_at_all_was_sent_nothing()
    {
        var error = await Assert.ThrowsAsync<NoticeNotSentException>(() => SendAsync(new Vendor(Unreachable())));
        Assert.Equal("CHANNEL_DOWN", error.Message);
    }

    [Fact]
    public async Task A_try_that_was_lost_after_safe_ones_is_the_last()
    {
        var vendor = new Vendor(Unreachable(), Error(TooManyRequests, 20429), NeverAnswers(), Accepted());

        await Assert.ThrowsAsync<NoticeUnknownException>(() => SendAsync(vendor));

        Assert.Equal(3, vendor.Calls);
    }

    [Theory]
    [InlineData(21211, "NUMBER_INVALID")]
    [InlineData(21217, "NUMBER_INVALID")]
    [InlineData(21610, "OPTED_OUT")]
    [InlineData(21408, "NOT_REACHABLE")]
    [InlineData(21612, "NOT_REACHABLE")]
    [InlineData(21614, "NOT_REACHABLE")]
    [InlineData(30006, "NOT_REACHABLE")]
    public async Task A_number_that_can_never_get_it_is_told_in_our_words(int code, string refused)
    {
        var vendor = new Vendor(Error(BadRequest, code));

        Assert.Equal(new NoticeReceipt(null, refused), await SendAsync(vendor));
        Assert.Equal(1, vendor.Calls);
    }

    [Theory]
    [InlineData(401, 20003, "CHANNEL_REFUSED")]
    [InlineData(403, 20403, "CHANNEL_REFUSED")]
    [InlineData(404, 20404, "CHANNEL_REFUSED")]
    [InlineData(400, 21606, "CHANNEL_REFUSED")]
    [InlineData(400, 30029, "CHANNEL_REFUSED")]
    [InlineData(400, 12345, "CHANNEL_REFUSED")]
    [InlineData(400, 21611, "CHANNEL_BUSY")]
    public async Task What_is_wrong_with_us_and_not_with_the_number_was_not_sent(int status, int code, string told)
    {
        var vendor = new Vendor(Error((System.Net.HttpStatusCode)status, code));

        var error = await Assert.ThrowsAsync<NoticeNotSentException>(() => SendAsync(vendor));

        Assert.Equal((told, 1), (error.Message, vendor.Calls));
    }

    [Fact]
    public async Task Nothing_personal_and_no_word_of_the_vendor_is_in_what_is_thrown()
    {
        foreach (var vendor in new[] { new Vendor(Error(BadRequest, 21606)), new Vendor(Error(ServiceUnavailable, 20503)), new Vendor(Says(Created, "<html>" + Number)), new Vendor(Unreachable()) })
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(vendor));
            foreach (var word in new[] { Number, Number[1..], "join/abc", "Words of the vendor" }) Assert.DoesNotContain(word, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task While_the_other_key_is_good_a_refused_key_costs_no_message()
    {
        var vendor = new Vendor(Error(Unauthorized, 20003), Accepted());
        var receipt = await SendAsync(vendor, ("Twilio:SecondApiKeySid", TwilioSettings.SecondKeySid), ("Twilio:SecondApiKeySecret", TwilioSettings.SecondKeySecret));

        Assert.Equal("SM1", receipt.VendorId);
        Assert.Equal([TwilioSettings.KeySid, TwilioSettings.SecondKeySid], vendor.Users);
    }

    [Fact]
    public async Task During_an_outage_messages_are_kept_back_and_not_sent_into_it()
    {
        var vendor = new Vendor(Error(ServiceUnavailable, 20503));
        using var client = VendorClient.Through(vendor);
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<NoticeUnknownException>(() => client.Sender.SendAsync(Message(), CancellationToken.None));

        var error = await Assert.ThrowsAsync<NoticeNotSentException>(() => client.Sender.SendAsync(Message(), CancellationToken.None));

        Assert.Equal(("CHANNEL_DOWN", 3), (error.Message, vendor.Calls));
    }

    [Fact]
    public async Task Who_stops_waiting_is_told_so_and_not_that_the_vendor_failed()
    {
        using var client = VendorClient.Through(new Vendor(NeverAnswers()));
        using var gone = new CancellationTokenSource();

        var call = client.Sender.SendAsync(Message(), gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    internal static OutgoingNotice Message() => new(Notice, Number, Text);

    private static Func<CancellationToken, Task<HttpResponseMessage>> Accepted() => Says(Created, """{"sid":"SM1","status":"accepted","error_code":null,"num_segments":"0","price":null}""");

    private static async Task<NoticeReceipt> SendAsync(Vendor vendor, params (string, string)[] more)
    {
        using var client = VendorClient.Through(vendor, more);
        var call = client.Sender.SendAsync(Message(), CancellationToken.None);
        await client.RunAsync(call);
        return await call;
    }
}
