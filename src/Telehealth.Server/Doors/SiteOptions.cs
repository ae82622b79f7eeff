using System.Net;
using Microsoft.Extensions.Options;

namespace Telehealth.Server.Doors;

/// <summary>Settings at the top level.</summary>
internal sealed class SiteOptions
{
    public const string Section = "";

    /// <summary>Address at which people reach the pages, for links and origin checks, e.g. https://visits.example.org. Default empty: the request's own address; required in Production.</summary>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>Addresses or networks (CIDR) of reverse proxies whose X-Forwarded headers are believed. Default none.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Whether a call came over one of the proxies.</summary>
    public bool Trusts(IPAddress peer)
    {
        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return TrustedProxies.Any(p => IPNetwork.TryParse(p, out var network) ? network.Contains(address) : IPAddress.Parse(p).Equals(address));
    }

    public string OriginFor(HttpRequest request) =>
        PublicBaseUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host.Value}";
}

internal sealed class SiteOptionsCheck(IHostEnvironment environment) : IValidateOptions<SiteOptions>
{
    public ValidateOptionsResult Validate(string? name, SiteOptions options)
    {
        var wrong = new List<string>();
        if (options.PublicBaseUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))) wrong.Add("PublicBaseUrl must be an absolute http or https address.");
        if (options.PublicBaseUrl is null && environment.IsProduction()) wrong.Add("PublicBaseUrl is required in Production.");
        wrong.AddRange(options.TrustedProxies.Where(p => !IPNetwork.TryParse(p, out _) && !IPAddress.TryParse(p, out _)).Select(p => $"TrustedProxies: '{p}' is neither an address nor a network."));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
