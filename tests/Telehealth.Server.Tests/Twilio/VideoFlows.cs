using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Twilio;
using Telehealth.Server.Twilio.Calls;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

internal static class VideoFlows
{
    /// <summary>What one visit does to the vendor, from the first press to the end, each thing twice.</summary>
    public static async Task OneVisitAsync(FakeTwilio fake, TwilioVideoProvider provider, ITwilioVideo video)
    {
        var (patient, clinician) = (new ParticipantId(Guid.NewGuid()), new ParticipantId(Guid.NewGuid()));
        var sid = await provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None);
        Assert.Equal(sid, await provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None));
        var room = new VisitRoom(TwilioVideoProvider.ProviderName, "r-1", sid);
        var stays = new[] { patient, patient, clinician }.Select(p => fake.Rooms.Join(sid!, TwilioIdentity.New(p))).ToList();
        stays.Add(fake.Rooms.Join(sid!, TwilioIdentity.New(patient)));
        stays[^1].Status = FakeStay.Reconnecting;

        await provider.RemoveParticipantAsync(room, patient, CancellationToken.None);
        await provider.RemoveParticipantAsync(room, patient, CancellationToken.None);
        Assert.Equal(["disconnected", "disconnected", "connected", "disconnected"], stays.Select(s => s.Status));

        Assert.Single(await video.AllRoomsAsync(TwilioRoom.InProgress, CancellationToken.None));
        await provider.CompleteRoomAsync(room, CancellationToken.None);
        await provider.CompleteRoomAsync(room, CancellationToken.None);
        await provider.RemoveParticipantAsync(room, clinician, CancellationToken.None);
        Assert.Equal("completed", Assert.Single(fake.Rooms.All).Status);
    }
}
