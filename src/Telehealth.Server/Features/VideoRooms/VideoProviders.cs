using Microsoft.Extensions.Options;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>The providers at hand: one for new rooms, and each for the rooms that it made.</summary>
internal sealed class VideoProviders(IEnumerable<IVideoProvider> providers, IOptions<VideoOptions> options)
{
    private readonly Dictionary<string, IVideoProvider> byName = providers.ToDictionary(p => p.Name, StringComparer.Ordinal);

    public IVideoProvider Current => Of(options.Value.Provider);

    /// <exception cref="InvalidOperationException">No such provider is set up.</exception>
    public IVideoProvider Of(string name) => byName.TryGetValue(name, out var provider) ? provider : throw new InvalidOperationException($"No video provider '{name}'.");
}
