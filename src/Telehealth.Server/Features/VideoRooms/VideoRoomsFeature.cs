using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>The way into the room, and how the service that has it does.</summary>
internal static class VideoRoomsFeature
{
    public static IServiceCollection AddVideoRooms(this IServiceCollection services)
    {
        services.AddSingleton<ISlice<AdmitPatientRequest, AdmitAnswer>, AdmitPatientSlice>();
        services.AddSingleton<ISlice<GetRoomGrantRequest, RoomGrant>, GetRoomGrantSlice>();
        services.AddSingleton<ISlice<ReplaceRoomRequest, ReplaceRoomAnswer>, ReplaceRoomSlice>();
        services.AddSingleton<VideoProviders>().AddSingleton<SpareRooms>().AddSingleton<EndedRooms>().AddSingleton<RoomGrants>().AddSingleton<AdmitSequence>().AddSingleton<AdmitRequests>();
        services.AddSingleton<ICommitFollower>(s => s.GetRequiredService<AdmitRequests>()).AddHostedService<AdmitFollowUp>();
        services.AddSingleton<IOutboxHandler, PutOutOfRoom>().AddSingleton<IOutboxHandler, EndRoom>().AddSingleton<IOutboxHandler, RemakeEndedRoom>();
        services.AddScoped<VideoWatches>().AddScoped<GetVendor>().AddScoped<TestVendor>();
        return services;
    }

    public static void MapVideoRooms(this IEndpointRouteBuilder routes)
    {
        var vendor = routes.MapGroup("/api/video/vendor").RequireAuthorization(Policies.Audit);
        vendor.MapGet("", (GetVendor slice, CancellationToken token) => slice.HandleAsync(token));
        vendor.MapGet("/test", (string? room, string? until, TestVendor slice, CancellationToken token) => slice.CalledBackAsync(room, until, token)).RequireAuthorization(Policies.Admin);
        vendor.MapPost("/test", (TestVendorRequest body, TestVendor slice, HttpContext http, CancellationToken token) => slice.HandleAsync(http.User.ToCaller(), body, token))
            .RequireAuthorization(Policies.Admin).RequireRateLimiting(Limits.VendorTest);
    }
}
