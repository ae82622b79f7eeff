using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Tests.Live;

/// <summary>What every video provider has to do; each has a class of tests that derives from this.</summary>
public abstract class VideoProviderSpecification
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 18, 0);
    private static readonly ParticipantId Patient = new(Guid.Parse("00000000-0000-4000-8000-000000000001"));

    private protected abstract IVideoProvider Provider { get; }

    [Fact]
    public async Task A_room_of_one_name_is_one_room()
    {
        var first = await Provider.CreateOrFetchRoomAsync("r-one", CancellationToken.None);
        Assert.Equal(first, await Provider.CreateOrFetchRoomAsync("r-one", CancellationToken.None));
    }

    [Fact]
    public async Task A_way_in_names_one_room_and_one_participant_and_ends_with_the_grant()
    {
        var terms = await TermsAsync("r-two", Patient);
        var access = Provider.Issue(terms, Now);
        Assert.Equal((terms.Room.VendorRoomId ?? "r-two", terms.ExpiresAt), (access.Room, access.ExpiresAt));

        // A vendor that throws an older device out needs something more behind the id, for each device.
        Assert.StartsWith(Patient.ToString(), access.Identity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Putting_out_and_ending_may_be_done_twice()
    {
        var room = (await TermsAsync("r-three", Patient)).Room;
        for (var i = 0; i < 2; i++) await Provider.RemoveParticipantAsync(room, Patient, CancellationToken.None);
        for (var i = 0; i < 2; i++) await Provider.CompleteRoomAsync(room, CancellationToken.None);
    }

    [Fact]
    public async Task A_room_that_was_made_can_be_entered()
    {
        var room = (await TermsAsync("r-four", Patient)).Room;
        Assert.True(await Provider.IsRunningAsync(room, CancellationToken.None));
    }

    private protected async Task<RoomGrantTerms> TermsAsync(string room, ParticipantId participant) => new(
        participant, ParticipantRole.Patient, new VisitRoom(Provider.Name, room, await Provider.CreateOrFetchRoomAsync(room, CancellationToken.None)), GrantBasis.Start,
        Now + Duration.FromMinutes(90));
}
