using System.Net;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Twilio;
using Telehealth.Server.Twilio.Calls;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

public sealed class TwilioVideoProviderTests : IAsyncLifetime
{
    private FakeTwilio _fake = null!;
    private VendorClient _client = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeTwilio.StartAsync();
        _client = VendorClient.At(_fake.Address);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }

    [Fact]
    public Task Everything_that_a_visit_asks_for_may_be_asked_for_twice() => VideoFlows.OneVisitAsync(_fake, _client.Provider, _client.Video);

    [Fact]
    public async Task A_room_that_was_made_unheard_is_the_only_one()
    {
        _fake.Next.Enqueue(new(FaultKind.Broken, AfterEffect: true));
        var sid = await _client.Provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None);
        Assert.Equal(Assert.Single(_fake.Rooms.All).Sid, sid);
    }

    [Fact]
    public async Task After_a_room_ended_the_same_name_makes_another()
    {
        var first = await _client.Provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None);
        await _client.Provider.CompleteRoomAsync(Room(first), CancellationToken.None);

        Assert.NotEqual(first, await _client.Provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None));
    }

    [Fact]
    public async Task A_claimed_room_of_which_only_the_name_is_known_is_ended_by_its_name()
    {
        await _client.Provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None);

        await _client.Provider.CompleteRoomAsync(Room(null), CancellationToken.None);
        await _client.Provider.CompleteRoomAsync(Room(null), CancellationToken.None);

        Assert.Equal("completed", Assert.Single(_fake.Rooms.All).Status);
    }

    [Fact]
    public async Task What_the_vendor_refuses_is_unavailable_and_its_words_stay_inside()
    {
        using var client = VendorClient.Through(new Vendor(Vendor.Error(HttpStatusCode.Forbidden, 53119)));

        var away = await Assert.ThrowsAsync<VideoUnavailableException>(() => client.Provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None));

        Assert.DoesNotContain("Words", away.ToString(), StringComparison.Ordinal);
        Assert.Equal(TwilioErrorKind.Capacity, Assert.IsType<TwilioException>(away.InnerException).Kind);
    }

    [Fact]
    public async Task A_list_is_read_to_its_end_and_never_from_another_host()
    {
        _fake.Rooms.MostOnPage = 2;
        for (var i = 0; i < 5; i++) await _client.Provider.CreateOrFetchRoomAsync($"r-{i}", CancellationToken.None);

        var rooms = await _client.Video.AllRoomsAsync(TwilioRoom.InProgress, CancellationToken.None);

        Assert.Equal(_fake.Rooms.All.Select(r => r.Sid).Reverse(), rooms.Select(r => r.Sid));
    }

    [Fact]
    public async Task A_list_that_goes_round_in_circles_is_not_taken_for_whole()
    {
        var again = """{"rooms":[],"meta":{"next_page_url":"https://video.twilio.com/v1/Rooms?PageToken=PT1"}}""";
        using var client = VendorClient.Through(new Vendor(Vendor.Says(HttpStatusCode.OK, again)));

        await Assert.ThrowsAsync<TwilioException>(() => client.Video.AllRoomsAsync(null, CancellationToken.None));
    }

    [Fact]
    public void A_grant_becomes_a_token_for_the_rooms_id_and_for_this_person_only()
    {
        var now = Instant.FromUtc(2026, 11, 23, 18, 0);
        var person = new ParticipantId(Guid.NewGuid());
        var terms = new RoomGrantTerms(person, ParticipantRole.Patient, Room(TwilioSettings.RoomSid), GrantBasis.Start, now + Duration.FromMinutes(90));

        var (one, two) = (_client.Provider.Issue(terms, now), _client.Provider.Issue(terms, now));

        Assert.Equal((TwilioSettings.RoomSid, now + Duration.FromMinutes(90)), (one.Room, one.ExpiresAt));
        Assert.Equal(person, TwilioIdentity.ParticipantOf(one.Identity));
        Assert.NotEqual(one.Identity, two.Identity);
        Assert.NotEqual(one.Token, two.Token);
    }

    [Fact]
    public void A_room_without_an_id_gives_no_way_in()
    {
        var now = Instant.FromUtc(2026, 11, 23, 18, 0);
        var terms = new RoomGrantTerms(new ParticipantId(Guid.NewGuid()), ParticipantRole.Patient, Room(null), GrantBasis.Start, now + Duration.FromMinutes(90));
        Assert.Throws<VideoUnavailableException>(() => _client.Provider.Issue(terms, now));
    }

    private static VisitRoom Room(string? sid) => new(TwilioVideoProvider.ProviderName, "r-1", sid);
}
