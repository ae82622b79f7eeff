using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>The way into the room.</summary>
internal static class VideoRoomsFeature
{
    public static IServiceCollection AddVideoRooms(this IServiceCollection services)
    {
        services.AddSingleton<ISlice<AdmitPatientRequest, AdmitAnswer>, AdmitPatientSlice>();
        services.AddSingleton<ISlice<GetRoomGrantRequest, RoomGrant>, GetRoomGrantSlice>();
        services.AddSingleton<ISlice<ReplaceRoomRequest, ReplaceRoomAnswer>, ReplaceRoomSlice>();
        services.AddSingleton<VideoProviders>().AddSingleton<SpareRooms>().AddSingleton<RoomGrants>().AddSingleton<AdmitSequence>().AddSingleton<AdmitRequests>();
        services.AddSingleton<ICommitFollower>(s => s.GetRequiredService<AdmitRequests>()).AddHostedService<AdmitFollowUp>();
        services.AddSingleton<IOutboxHandler, PutOutOfRoom>().AddSingleton<IOutboxHandler, EndRoom>();
        return services;
    }
}
