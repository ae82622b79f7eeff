using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Twilio;
using Telehealth.Server.Twilio.Calls;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>What goes wrong on real sockets, before and after the vendor did what was asked.</summary>
public sealed class TwilioFaultTests : IAsyncLifetime
{
    private FakeTwilio _fake = null!;
    private VendorClient _client = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeTwilio.StartAsync();
        _client = VendorClient.OnAClockAt(_fake.Address);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }

    [Theory]
    [InlineData(FaultKind.HeldBack)]
    [InlineData(FaultKind.Broken)]
    [InlineData(FaultKind.Silent)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.HalfClosed)]
    public async Task What_breaks_before_the_room_is_made_is_tried_again(FaultKind kind)
    {
        _fake.Next.Enqueue(new(kind));

        var sid = await MakeAsync();

        Assert.Equal(Assert.Single(_fake.Rooms.All).Sid, sid);
        Assert.Equal(["POST", "POST"], _fake.Requests.Select(r => r.Method));
    }

    [Theory]
    [InlineData(FaultKind.Broken)]
    [InlineData(FaultKind.Silent)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.HalfClosed)]
    [InlineData(FaultKind.SlowBody)]
    public async Task What_breaks_after_the_room_was_made_finds_it_by_its_name(FaultKind kind)
    {
        _fake.Next.Enqueue(new(kind, AfterEffect: true));

        var sid = await MakeAsync();

        Assert.Equal(Assert.Single(_fake.Rooms.All).Sid, sid);
        Assert.Equal(["POST", "POST", "GET"], _fake.Requests.Select(r => r.Method));
    }

    [Theory]
    [InlineData(FaultKind.Broken)]
    [InlineData(FaultKind.Silent)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.HalfClosed)]
    [InlineData(FaultKind.SlowBody)]
    public async Task A_room_whose_end_nobody_heard_of_is_ended(FaultKind kind)
    {
        var room = new VisitRoom(TwilioVideoProvider.ProviderName, "r-1", await MakeAsync());
        _fake.Next.Enqueue(new(kind, AfterEffect: true));

        await DoneAsync(_client.Provider.CompleteRoomAsync(room, CancellationToken.None));

        Assert.False(Assert.Single(_fake.Rooms.All).IsLive);
    }

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.HalfClosed)]
    public async Task A_line_that_breaks_in_the_middle_of_a_list_gives_the_whole_list(FaultKind kind)
    {
        for (var i = 0; i < 3; i++) await MakeAsync($"r-{i}");
        _fake.Rooms.MostOnPage = 2;
        foreach (var fault in new[] { Fault.None, new(kind, AfterEffect: true) }) _fake.Next.Enqueue(fault);

        var call = _client.Video.AllRoomsAsync(TwilioRoom.InProgress, CancellationToken.None);
        await DoneAsync(call);

        Assert.Equal(3, (await call).Count);
    }

    [Fact]
    public async Task Garbage_is_no_room_and_the_next_press_finds_the_one_that_was_made()
    {
        _fake.Next.Enqueue(new(FaultKind.Garbage, AfterEffect: true));

        await Assert.ThrowsAsync<VideoUnavailableException>(() => MakeAsync());
        Assert.Single(_fake.Requests);

        Assert.Equal(Assert.Single(_fake.Rooms.All).Sid, await MakeAsync());
    }

    [Fact]
    public async Task Nobody_follows_to_another_host_with_the_key()
    {
        await using var elsewhere = await FakeTwilio.StartAsync();
        _fake.RedirectTo = elsewhere.Address;
        _fake.Next.Enqueue(new(FaultKind.Redirect));

        await Assert.ThrowsAsync<VideoUnavailableException>(() => MakeAsync());

        Assert.Single(_fake.Requests);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData(FaultKind.Broken)]
    [InlineData(FaultKind.Silent)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.HalfClosed)]
    [InlineData(FaultKind.SlowBody)]
    [InlineData(FaultKind.Garbage)]
    public async Task A_message_that_may_have_been_taken_is_never_sent_again(FaultKind kind)
    {
        // On a line that was used before, where the platform's own client might send again by itself.
        await _client.Sender.SendAsync(MessageSendTests.Message(), CancellationToken.None);
        _fake.Next.Enqueue(new(kind, AfterEffect: true));

        var call = _client.Sender.SendAsync(MessageSendTests.Message(), CancellationToken.None);
        await DoneAsync(Ended(call));

        await Assert.ThrowsAsync<NoticeUnknownException>(() => call);
        Assert.Equal((2, 2), (_fake.Requests.Count, _fake.Messages.All.Count));
    }

    [Fact]
    public async Task A_message_that_was_held_back_is_sent_once()
    {
        _fake.Next.Enqueue(new(FaultKind.HeldBack, RetryAfter: 1));

        var call = _client.Sender.SendAsync(MessageSendTests.Message(), CancellationToken.None);
        await DoneAsync(Ended(call));

        Assert.Equal(Assert.Single(_fake.Messages.All).Sid, (await call).VendorId);
        Assert.Equal(2, _fake.Requests.Count);
    }

    [Fact]
    public async Task Nothing_that_the_vendor_refuses_for_good_is_asked_again()
    {
        _fake.Account.Keys.Clear();
        await Assert.ThrowsAsync<VideoUnavailableException>(() => MakeAsync());
        Assert.Single(_fake.Requests);
    }

    public static TheoryData<string, FaultKind> Hopeless
    {
        get
        {
            var data = new TheoryData<string, FaultKind>();
            foreach (var call in new[] { "read", "create", "complete", "remove" })
            {
                foreach (var kind in new[] { FaultKind.HeldBack, FaultKind.Broken, FaultKind.Silent, FaultKind.Reset, FaultKind.SlowBody }) data.Add(call, kind);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Hopeless))]
    public async Task Each_kind_of_call_gives_up_within_its_tries_and_its_time(string name, FaultKind kind)
    {
        var (sid, participant) = (await MakeAsync(), new ParticipantId(Guid.NewGuid()));
        _fake.Rooms.Join(sid!, TwilioIdentity.New(participant));
        _fake.Requests.Clear();
        _fake.Dial = Always(kind);
        var room = new VisitRoom(TwilioVideoProvider.ProviderName, "r-1", sid);
        var (limits, call) = name switch
        {
            "read" => (TwilioCallKind.Read, _client.Video.FetchRoomAsync("r-1", CancellationToken.None)),
            "create" => (TwilioCallKind.CreateRoom, _client.Video.CreateRoomAsync(_client.Rooms.Named("r-2"), CancellationToken.None)),
            "complete" => (TwilioCallKind.CompleteRoom, _client.Provider.CompleteRoomAsync(room, CancellationToken.None)),
            _ => (TwilioCallKind.RemoveParticipant, (Task)_client.Video.UpdateParticipantAsync(sid!, _fake.Rooms.Stays[0].Sid, TwilioStatus.Disconnected, CancellationToken.None)),
        };

        var took = await _client.RunAsync(Ended(call));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => call);
        Assert.Equal(kind is FaultKind.HeldBack ? TwilioErrorKind.RateLimited : TwilioErrorKind.Transient, Assert.IsType<TwilioException>(error as TwilioException ?? error.InnerException).Kind);
        Assert.InRange(_fake.Requests.Count, 2, limits.Retries + 1);
        Assert.True(took <= limits.Total + TimeSpan.FromSeconds(1), $"{took} of {limits.Total}");
    }

    [Fact]
    public async Task An_outage_is_told_at_once_while_it_lasts_and_rooms_are_made_again_after_it()
    {
        _fake.IsDown = true;
        for (var i = 0; i < 20; i++) await DoneAsync(Ended(_client.Provider.CreateOrFetchRoomAsync($"r-{i}", CancellationToken.None)));

        var asked = _fake.Requests.Count;
        var call = _client.Provider.CreateOrFetchRoomAsync("r-20", CancellationToken.None);
        var took = await _client.RunAsync(Ended(call));
        await Assert.ThrowsAsync<VideoUnavailableException>(() => call);
        Assert.Equal(asked, _fake.Requests.Count);
        Assert.True(took < TimeSpan.FromSeconds(1), took.ToString());

        _fake.IsDown = false;
        _client.Pass(TimeSpan.FromSeconds(11));
        Assert.Equal(await MakeAsync("r-0"), Assert.Single(_fake.Rooms.All).Sid);
    }

    [Fact]
    public async Task A_token_opens_its_own_room_while_it_runs_and_no_other()
    {
        var sid = await MakeAsync();
        var now = NodaTime.SystemClock.Instance.GetCurrentInstant();
        var terms = new RoomGrantTerms(new ParticipantId(Guid.NewGuid()), ParticipantRole.Patient, new VisitRoom(TwilioVideoProvider.ProviderName, "r-1", sid), GrantBasis.Start, now + NodaTime.Duration.FromHours(1));
        var access = _client.Provider.Issue(terms, now);

        var stay = _fake.Rooms.Join(access.Token!);
        Assert.Equal((sid, access.Identity), (stay.Room.Sid, stay.Identity));

        _fake.Rooms.End(stay.Room);
        Assert.Equal(53118, Assert.Throws<TurnedAwayException>(() => _fake.Rooms.Join(access.Token!)).Code);
        Assert.Equal(20107, Assert.Throws<TurnedAwayException>(() => _fake.Rooms.Join(access.Token![..^4] + "AAAA")).Code);
    }

    private static FaultDial Always(FaultKind kind) => kind switch
    {
        FaultKind.HeldBack => new() { HeldBack = 1 },
        FaultKind.Broken => new() { Broken = 1 },
        FaultKind.Silent => new() { Silent = 1 },
        FaultKind.Reset => new() { Reset = 1 },
        _ => new() { SlowBody = 1 },
    };

    private async Task<string?> MakeAsync(string name = "r-1")
    {
        var call = _client.Provider.CreateOrFetchRoomAsync(name, CancellationToken.None);
        await DoneAsync(call);
        return await call;
    }

    private Task DoneAsync(Task call) => _client.RunAsync(Ended(call));

    private static Task Ended(Task call) => call.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
