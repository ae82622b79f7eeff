using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Doors.Sessions;
using Telehealth.Server.Doors.Wire;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Live.Chat;
using Telehealth.Server.Live.Filters;

namespace Telehealth.Server.Live;

/// <summary>The hub and what stands behind it. Before <c>AddDesk</c>, which otherwise assumes that nobody listens.</summary>
internal static class LiveFeature
{
    private const int LargestMessage = 32 * 1024;

    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LiveOptions>().Bind(configuration.GetSection(LiveOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<VideoOptions>().Bind(configuration.GetSection(VideoOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddTheHub();
        services.AddSingleton<LiveReach>().AddSingleton<LiveConnections>().AddSingleton<LiveMetrics>().AddSingleton<Slices>();
        services.AddSingleton<WatchedVisits>().AddSingleton<StaffDirectory>().AddSingleton<VisitProjector>().AddSingleton<Attendance>().AddSingleton<Snapshots>();
        services.AddSingleton<BoardIndex>().AddSingleton<BoardWatchers>().AddSingleton<BoardRefresh>().AddSingleton<LinePlaces>();
        services.AddSingleton<AlertRecords>().AddSingleton<ConnectionRecords>().AddSingleton<Delivery>().AddSingleton<ChatNews>().AddSingleton<SeatArbiter>().AddSingleton<Draining>().AddSingleton<OperationsNews>();
        services.AddSingleton<PresenceBook>().AddSingleton<PresenceNews>();
        services.AddSingleton<VisitCommands>();
        services.AddPorts();
        services.AddLiveSlices();
        return services;
    }

    public static void MapLive(this WebApplication app)
    {
        var presence = app.Services.GetRequiredService<PresenceBook>();
        presence.ListenedToBy(app.Services.GetRequiredService<PresenceNews>());
        app.MapHub<VisitHub>(SessionCredentials.HubPath, dispatcher =>
        {
            dispatcher.CloseOnAuthenticationExpiration = true;
            dispatcher.ApplicationMaxBufferSize = LargestMessage * 2;
        });
    }

    private static void AddPorts(this IServiceCollection services)
    {
        services.AddSingleton<IVisitAnnouncer, Announcer>().AddSingleton<IPresence>(s => s.GetRequiredService<PresenceBook>());
        services.AddSingleton<IWaitingLines>(s => s.GetRequiredService<BoardIndex>()).AddSingleton<IRecentVisits, RecentVisits>();
        services.AddSingleton<ISeatArbiter>(s => s.GetRequiredService<SeatArbiter>()).AddSingleton<IDrain>(s => s.GetRequiredService<Draining>());
        services.AddHostedService<VersionWatch>().AddHostedService<SessionWatch>().AddHostedService(s => s.GetRequiredService<OperationsNews>());
    }

    private static void AddTheHub(this IServiceCollection services)
    {
        services.AddSingleton<FaultFilter>().AddSingleton<LimitFilter>().AddSingleton<RefusalFilter>();
        services.AddSignalR(hub =>
        {
            hub.EnableDetailedErrors = false;
            hub.MaximumReceiveMessageSize = LargestMessage;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            hub.HandshakeTimeout = TimeSpan.FromSeconds(15);
            hub.AddFilter<FaultFilter>();
            hub.AddFilter<LimitFilter>();
            hub.AddFilter<RefusalFilter>();
        }).AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions).Converters.Add(new VisitViewJson()));
        services.AddOptions<HubOptions>().Configure<IOptions<LiveOptions>>((hub, live) => hub.MaximumParallelInvocationsPerClient = live.Value.ParallelCalls);
        services.RemoveAll<Microsoft.AspNetCore.SignalR.Protocol.IHubProtocol>();
        services.AddSingleton<Microsoft.AspNetCore.SignalR.Protocol.IHubProtocol, TolerantJsonProtocol>();
    }
}
