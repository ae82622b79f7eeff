using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Telehealth.Server.Doors;

/// <summary>Where people reach the pages, for what is written without a request; the server's own address where nothing is set, on a development machine.</summary>
internal sealed class SiteAddress(IOptions<SiteOptions> site, IServer server)
{
    public string Origin => (site.Value.PublicBaseUrl?.GetLeftPart(UriPartial.Authority) ?? Own()).TrimEnd('/');

    private string Own() => (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost")
        .Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
}
