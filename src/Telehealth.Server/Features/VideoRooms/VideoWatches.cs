using Microsoft.Extensions.Options;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>What can be asked of the providers in use: the one for new rooms first, then the one that steps in for it.</summary>
internal sealed class VideoWatches(IEnumerable<IVendorWatch> watches, IOptions<VideoOptions> options)
{
    private const string Peer = "peer";

    public IVendorWatch Current => watches.Single(w => w.Name == options.Value.Provider);

    /// <summary>Null when nobody steps in.</summary>
    public IVendorWatch? Fallback => options.Value.FallbackToPeer && Current.Name != Peer ? watches.Single(w => w.Name == Peer) : null;
}
