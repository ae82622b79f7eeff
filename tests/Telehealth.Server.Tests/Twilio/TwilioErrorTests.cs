using System.Net;
using System.Text;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Tests.Twilio;

public sealed class TwilioErrorTests
{
    [Theory]
    [InlineData(400, """{"code":53113,"message":"Room exists","more_info":"https://x.test","status":400}""", TwilioErrorKind.AlreadyExists, 53113)]
    [InlineData(409, """{"type":"about:blank","title":"Room exists","status":409,"code":53113,"errors":[]}""", TwilioErrorKind.AlreadyExists, 53113)]
    [InlineData(404, """{"code":20404,"message":"Not found","status":404}""", TwilioErrorKind.NotFound, 20404)]
    [InlineData(404, """{"code":53204,"message":"Participant not found","status":404}""", TwilioErrorKind.NotFound, 53204)]
    [InlineData(400, """{"code":53112,"message":"Status is invalid","status":400}""", TwilioErrorKind.AlreadyEnded, 53112)]
    [InlineData(400, """{"code":53118,"status":400}""", TwilioErrorKind.AlreadyEnded, 53118)]
    [InlineData(403, """{"code":53119,"status":403}""", TwilioErrorKind.Capacity, 53119)]
    [InlineData(429, """{"code":20429,"status":429}""", TwilioErrorKind.RateLimited, 20429)]
    [InlineData(401, """{"code":20003,"status":401}""", TwilioErrorKind.AuthConfig, 20003)]
    [InlineData(400, """{"code":53107,"status":400}""", TwilioErrorKind.InvalidRequest, 53107)]
    [InlineData(503, """{"code":53116,"status":503}""", TwilioErrorKind.Transient, 53116)]
    [InlineData(502, "<html>Bad gateway</html>", TwilioErrorKind.Transient, null)]
    [InlineData(404, "not even JSON", TwilioErrorKind.NotFound, null)]
    [InlineData(429, "", TwilioErrorKind.RateLimited, null)]
    [InlineData(400, "[1,2]", TwilioErrorKind.InvalidRequest, null)]
    [InlineData(400, """{"code":"53113"}""", TwilioErrorKind.InvalidRequest, null)]
    [InlineData(302, "", TwilioErrorKind.Transient, null)]
    internal async Task Each_answer_is_one_of_our_few_kinds(int status, string body, TwilioErrorKind kind, int? code)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8) };

        var error = Assert.IsType<TwilioException>(await TwilioErrors.OfAsync(response));

        Assert.Equal((kind, code, (HttpStatusCode?)status), (error.Kind, error.Code, error.Status));
    }

    [Fact]
    public async Task The_vendors_words_are_not_in_the_exception()
    {
        using var client = VendorClient.Through(new Vendor(Vendor.Error(HttpStatusCode.BadRequest, 53100)));

        var error = await Assert.ThrowsAsync<TwilioException>(() => client.Video.FetchRoomAsync("r-1", CancellationToken.None));

        Assert.DoesNotContain("pat-1", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_a_failure_of_the_vendor()
    {
        using var client = VendorClient.Through(new Vendor(Vendor.Says(HttpStatusCode.OK, "<html>hello</html>")));

        var error = await Assert.ThrowsAsync<TwilioException>(() => client.Video.FetchRoomAsync("r-1", CancellationToken.None));

        Assert.Equal(TwilioErrorKind.Transient, error.Kind);
    }
}
