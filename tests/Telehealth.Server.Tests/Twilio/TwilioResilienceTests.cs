using System.Net;
using Telehealth.Server.Desk;
using Telehealth.Server.Twilio.Calls;
using static System.Net.HttpStatusCode;
using static Telehealth.Server.Tests.Twilio.Vendor;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>How each kind of call waits, tries again and gives up, in virtual time.</summary>
public sealed class TwilioResilienceTests
{
    [Fact]
    public async Task A_write_that_was_held_back_is_tried_again_after_the_time_the_vendor_asks()
    {
        var vendor = new Vendor(Error(TooManyRequests, 20429, retryAfter: "3"), Room(Created));
        using var client = VendorClient.Through(vendor);

        var call = client.Provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None);
        var took = await client.RunAsync(call);

        Assert.Equal(TwilioSettings.RoomSid, await call);
        Assert.Equal(2, vendor.Calls);
        Assert.InRange(took, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Nobody_waits_when_the_vendor_asks_for_longer_than_a_person_would()
    {
        var vendor = new Vendor(Error(TooManyRequests, 20429, retryAfter: "60"));
        using var client = VendorClient.Through(vendor);

        var call = client.Video.FetchRoomAsync("r-1", CancellationToken.None);
        var took = await client.RunAsync(Ended(call));

        Assert.Equal(TwilioErrorKind.RateLimited, (await Assert.ThrowsAsync<TwilioException>(() => call)).Kind);
        Assert.Equal(1, vendor.Calls);
        Assert.True(took < TimeSpan.FromSeconds(2), took.ToString());
    }

    [Fact]
    public async Task A_room_whose_making_nobody_heard_of_is_found_by_its_name()
    {
        var vendor = new Vendor(NeverAnswers(), Error(BadRequest, 53113), Room());
        using var client = VendorClient.Through(vendor);

        var call = client.Provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None);
        await client.RunAsync(call);

        Assert.Equal(TwilioSettings.RoomSid, await call);
        Assert.Equal([HttpMethod.Post, HttpMethod.Post, HttpMethod.Get], vendor.Requests.Select(r => r.Method));
        Assert.Equal("/v1/Rooms/r-1", vendor.Requests[2].RequestUri!.AbsolutePath);
    }

    [Theory]
    [InlineData(InternalServerError)]
    [InlineData(BadGateway)]
    [InlineData(ServiceUnavailable)]
    [InlineData(GatewayTimeout)]
    public async Task A_broken_answer_is_tried_again(HttpStatusCode status)
    {
        var vendor = new Vendor(Says(status, "<html>"), Breaks(), Room());
        using var client = VendorClient.Through(vendor);

        var call = client.Video.UpdateRoomAsync(TwilioSettings.RoomSid, TwilioStatus.Completed, CancellationToken.None);
        await client.RunAsync(call);

        Assert.Equal(TwilioSettings.RoomSid, (await call).Sid);
        Assert.Equal(3, vendor.Calls);
    }

    [Theory]
    [InlineData(BadRequest)]
    [InlineData(Forbidden)]
    [InlineData(NotFound)]
    [InlineData(Found)]
    public async Task What_would_fail_again_is_not_tried_again(HttpStatusCode status)
    {
        var vendor = new Vendor(Says(status));
        using var client = VendorClient.Through(vendor);

        await client.RunAsync(Ended(client.Video.FetchRoomAsync("r-1", CancellationToken.None)));

        Assert.Equal(1, vendor.Calls);
    }

    [Fact]
    public async Task A_clinician_learns_within_ten_seconds_that_no_room_could_be_made()
    {
        using var client = VendorClient.Through(new Vendor(NeverAnswers()));

        var call = client.Provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None);
        var took = await client.RunAsync(Ended(call));

        await Assert.ThrowsAsync<VideoUnavailableException>(() => call);
        Assert.True(took <= TimeSpan.FromSeconds(11), took.ToString());
    }

    [Fact]
    public async Task Waiting_for_others_is_part_of_the_budget()
    {
        VendorClient? slow = null;
        using var client = slow = VendorClient.Through(new Vendor(async cancellation =>
        {
            await slow!.WaitAsync(TimeSpan.FromSeconds(4), cancellation);
            return await Room()(cancellation);
        }));

        // Eight turns of four at once would take 32 seconds.
        var calls = Enumerable.Range(0, 8 * TwilioCallKind.CompleteRoom.AtOnce).Select(i => Ended(client.Video.UpdateRoomAsync($"r-{i}", TwilioStatus.Completed, CancellationToken.None))).ToArray();
        var took = await client.RunAsync(Task.WhenAll(calls));

        Assert.InRange(took, TimeSpan.FromSeconds(15), TwilioCallKind.CompleteRoom.Total + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_body_that_trickles_does_not_outlive_the_budget_of_its_call()
    {
        using var client = VendorClient.Through(new Vendor(NeverEndsItsBody()));

        var call = client.Video.FetchRoomAsync("r-1", CancellationToken.None);
        var took = await client.RunAsync(Ended(call));

        Assert.Equal(TwilioErrorKind.Transient, (await Assert.ThrowsAsync<TwilioException>(() => call)).Kind);
        Assert.True(took <= TimeSpan.FromSeconds(11), took.ToString());
    }

    [Fact]
    public async Task During_an_outage_calls_end_at_once_and_afterwards_they_work_again()
    {
        var outage = true;
        var vendor = new Vendor(_ => outage ? Says(ServiceUnavailable)(default) : Room()(default));
        using var client = VendorClient.Through(vendor);
        for (var i = 0; i < 10; i++) await client.RunAsync(Ended(client.Video.FetchRoomAsync("r-1", CancellationToken.None)));

        var asked = vendor.Calls;
        await client.RunAsync(Ended(client.Video.FetchRoomAsync("r-1", CancellationToken.None)));
        Assert.Equal(asked, vendor.Calls);

        outage = false;
        client.Pass(TimeSpan.FromSeconds(11));
        var call = client.Video.FetchRoomAsync("r-1", CancellationToken.None);
        await client.RunAsync(call);
        Assert.Equal(TwilioSettings.RoomSid, (await call).Sid);
    }

    [Fact]
    public async Task Being_held_back_is_not_an_outage()
    {
        var vendor = new Vendor([.. Enumerable.Repeat(Error(TooManyRequests, 20429), 60), Room()]);
        using var client = VendorClient.Through(vendor);
        for (var i = 0; i < 15; i++) await client.RunAsync(Ended(client.Video.FetchRoomAsync("r-1", CancellationToken.None)));

        var call = client.Video.FetchRoomAsync("r-1", CancellationToken.None);
        await client.RunAsync(call);

        Assert.Equal(TwilioSettings.RoomSid, (await call).Sid);
    }

    [Fact]
    public async Task A_caller_who_goes_away_is_told_so_and_not_that_the_vendor_failed()
    {
        using var client = VendorClient.Through(new Vendor(NeverAnswers()));
        using var gone = new CancellationTokenSource();

        var call = client.Provider.CreateOrFetchRoomAsync("r-1", gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task When_the_key_in_use_is_refused_the_second_one_takes_over_for_calls_and_tokens()
    {
        var vendor = new Vendor(Error(Unauthorized, 20003), Room());
        using var client = VendorClient.Through(vendor, ("Twilio:SecondApiKeySid", TwilioSettings.SecondKeySid), ("Twilio:SecondApiKeySecret", TwilioSettings.SecondKeySecret));

        await client.Video.FetchRoomAsync("r-1", CancellationToken.None);
        await client.Video.FetchRoomAsync("r-1", CancellationToken.None);

        Assert.Equal([TwilioSettings.KeySid, TwilioSettings.SecondKeySid, TwilioSettings.SecondKeySid], vendor.Users);
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_a_matter_of_settings()
    {
        var vendor = new Vendor(Error(Unauthorized, 20003));
        using var client = VendorClient.Through(vendor);

        var error = await Assert.ThrowsAsync<TwilioException>(() => client.Video.FetchRoomAsync("r-1", CancellationToken.None));

        Assert.Equal(TwilioErrorKind.AuthConfig, error.Kind);
        Assert.Equal(1, vendor.Calls);
    }

    private static Task Ended(Task call) => call.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
