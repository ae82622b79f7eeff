using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.WaitingRoom;

/// <summary>Waiting.</summary>
internal static class WaitingRoomFeature
{
    public static IServiceCollection AddWaitingRoom(this IServiceCollection services)
    {
        services.AddSingleton<ISlice<LeaveWaitingRoomRequest, VersionAnswer>, LeaveWaitingRoomSlice>();
        services.AddSingleton<ISlice<ReleasePatientRequest, VersionAnswer>, ReleasePatientSlice>();
        services.AddSingleton<ISlice<RequestCallbackRequest, VersionAnswer>, RequestCallbackSlice>();
        return services;
    }
}
