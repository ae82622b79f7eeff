using System.Net;

namespace Telehealth.Server.Twilio.Status;

/// <summary>Whether an address looks like one that the vendor can reach. Only the vendor's own call proves it.</summary>
internal static class PublicAddress
{
    private static readonly string[] OwnNames = [".local", ".localhost", ".internal", ".lan", ".home.arpa", ".test", ".example", ".invalid"];

    private static readonly IPNetwork[] OwnNetworks =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("::/127"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    public static bool Is(Uri url) => IPAddress.TryParse(url.IdnHost, out var address)
        ? !OwnNetworks.Any(n => n.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
        : url.IdnHost.Contains('.', StringComparison.Ordinal) && !OwnNames.Any(n => url.IdnHost.EndsWith(n, StringComparison.OrdinalIgnoreCase));
}
