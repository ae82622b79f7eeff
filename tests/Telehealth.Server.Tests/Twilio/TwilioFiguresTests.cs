using Telehealth.Server.Desk;
using Telehealth.Server.Twilio.Calls;
using Telehealth.Server.Twilio.Status;
using static System.Net.HttpStatusCode;
using static Telehealth.Server.Tests.Twilio.Vendor;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>What is known of calls afterwards, and that they keep to the account's quotas, in virtual time.</summary>
public sealed class TwilioFiguresTests
{
    private static readonly VendorClient Nobody = null!;

    [Fact]
    public async Task How_calls_of_each_kind_ended_is_known()
    {
        var vendor = new Vendor(Room(), Error(NotFound, 20404), Error(BadRequest, 53119), Error(BadRequest, 20001));
        using var client = VendorClient.Through(vendor);
        for (var i = 0; i < 4; i++) await client.RunAsync(Ended(client.Video.FetchRoomAsync("r-1", CancellationToken.None)));

        var reads = Assert.Single(client.Figures.All());
        Assert.Equal(("twilio-read", VendorCircuit.Closed, 4, 2), (reads.Call, reads.Circuit, reads.Calls, reads.Failed));
        Assert.Equal(("InvalidRequest", "Twilio did not accept what was asked."), (reads.LastError, reads.LastErrorText));
        Assert.NotNull(reads.LastSuccessAt);
    }

    [Theory]
    [InlineData("TimedOut")]
    [InlineData("Unreachable")]
    [InlineData("RateLimited")]
    [InlineData("AuthConfig")]
    [InlineData("Broken")]
    public async Task An_error_has_a_name_of_ours(string code)
    {
        var vendor = new Vendor(code switch
        {
            "TimedOut" => NeverAnswers(),
            "Unreachable" => Breaks(),
            "RateLimited" => Error(TooManyRequests, 20429),
            "AuthConfig" => Error(Unauthorized, 20003),
            _ => Says(BadGateway, "<html>"),
        });
        using var client = VendorClient.Through(vendor);

        await client.RunAsync(Ended(client.Video.UpdateRoomAsync("r-1", TwilioStatus.Completed, CancellationToken.None)));

        Assert.Equal(code, Assert.Single(client.Figures.All()).LastError);
    }

    [Fact]
    public async Task A_caller_who_went_away_is_no_failure_of_the_vendor()
    {
        using var client = VendorClient.Through(new Vendor(NeverAnswers()));
        using var gone = new CancellationTokenSource();

        var call = Ended(client.Video.FetchRoomAsync("r-1", gone.Token));
        await gone.CancelAsync();
        await client.RunAsync(call);

        var reads = Assert.Single(client.Figures.All());
        Assert.Equal((1, 0, null), (reads.Calls, reads.Failed, reads.LastError));
    }

    [Fact]
    public async Task An_open_circuit_is_told_with_what_opened_it_and_for_its_own_kind_of_call_alone()
    {
        var outage = true;
        using var client = VendorClient.Through(new Vendor(_ => outage ? Says(ServiceUnavailable)(default) : Room()(default)));
        for (var i = 0; i < 10; i++) await client.RunAsync(Ended(client.Video.FetchRoomAsync("r-1", CancellationToken.None)));
        Assert.Equal((VendorCircuit.Open, "Broken"), (Reads(client).Circuit, Reads(client).LastError));

        outage = false;
        await client.RunAsync(Ended(client.Video.UpdateRoomAsync("r-1", TwilioStatus.Completed, CancellationToken.None)));
        Assert.Equal(VendorCircuit.Closed, client.Figures.All().Single(c => c.Call == "twilio-complete-room").Circuit);

        client.Pass(TimeSpan.FromSeconds(11));
        await client.RunAsync(Ended(client.Video.FetchRoomAsync("r-1", CancellationToken.None)));
        Assert.Equal(VendorCircuit.Closed, Reads(client).Circuit);
    }

    [Fact]
    public async Task A_date_until_which_the_vendor_asks_to_wait_is_honoured_as_well()
    {
        using var client = VendorClient.Through(new Vendor(Error(TooManyRequests, 20429, retryAfter: new DateTimeOffset(2000, 1, 1, 0, 0, 3, TimeSpan.Zero).ToString("r")), Room()));

        var took = await client.RunAsync(Ended(client.Video.FetchRoomAsync("r-1", CancellationToken.None)));

        Assert.InRange(took, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(4));
    }

    [Theory]
    [InlineData(true, "1", 80)]
    [InlineData(false, "1", 20)]
    [InlineData(true, "4", 20)]
    [InlineData(false, "4", 5)]
    public async Task No_more_calls_go_out_in_a_second_than_this_server_may_use_of_the_account(bool reads, string nodes, int quota)
    {
        var sent = new List<DateTimeOffset>();
        var client = Nobody;
        var vendor = new Vendor(_ =>
        {
            lock (sent) sent.Add(client.Now);
            return Room()(default);
        });
        using (client = VendorClient.Through(vendor, ("Twilio:Nodes", nodes)))
        {
            var video = client.Video;
            var calls = Enumerable.Range(0, quota + 20).Select(i => reads ? video.FetchRoomAsync("r-1", CancellationToken.None)
                : i % 2 == 0 ? video.UpdateRoomAsync("r-1", TwilioStatus.Completed, CancellationToken.None)
                : video.UpdateParticipantAsync("r-1", "PA1", TwilioStatus.Disconnected, CancellationToken.None) as Task);
            await client.RunAsync(Task.WhenAll(calls.ToList()));
        }

        Assert.Equal(quota + 20, sent.Count);
        Assert.All(sent, from => Assert.InRange(sent.Count(s => s >= from && s < from + TimeSpan.FromSeconds(1)), 1, quota));
    }

    [Fact]
    public async Task No_more_writes_run_at_once_than_their_kind_may()
    {
        var (running, most) = (0, 0);
        var vendor = new Vendor(async cancellation =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
            Interlocked.Decrement(ref running);
            return await Room()(cancellation);
        });
        using var client = VendorClient.Through(vendor);

        await client.RunAsync(Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.Video.UpdateRoomAsync("r-1", TwilioStatus.Completed, CancellationToken.None)).ToList()));

        Assert.InRange(most, 1, TwilioCallKind.CompleteRoom.AtOnce);
    }

    [Theory]
    [InlineData("https://visits.clinic.org", true)]
    [InlineData("https://203.0.113.7", true)]
    [InlineData("https://localhost", false)]
    [InlineData("https://clinic", false)]
    [InlineData("https://clinic.local", false)]
    [InlineData("https://10.1.2.3", false)]
    [InlineData("https://172.20.0.1", false)]
    [InlineData("https://192.168.1.10:8443", false)]
    [InlineData("https://[::1]", false)]
    [InlineData("https://[fd00::1]", false)]
    public void An_address_within_a_house_is_no_address_for_the_vendor(string url, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(new Uri(url)));

    private static VendorCallState Reads(VendorClient client) => client.Figures.All().Single(c => c.Call == "twilio-read");

    private static Task Ended(Task call) => call.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
