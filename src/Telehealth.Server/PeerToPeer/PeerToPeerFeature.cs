using Telehealth.Server.Desk;

namespace Telehealth.Server.PeerToPeer;

internal static class PeerToPeerFeature
{
    public static IServiceCollection AddPeerToPeer(this IServiceCollection services)
    {
        services.AddSingleton<LiveGrants>().AddSingleton<IceServers>().AddSingleton<IVideoProvider, PeerVideoProvider>().AddSingleton<IVendorWatch, PeerWatch>();
        services.AddSingleton<IPeerRelay>(s => s.GetRequiredService<LiveGrants>()).AddSingleton<ICommitFollower>(s => s.GetRequiredService<LiveGrants>());
        return services;
    }
}
