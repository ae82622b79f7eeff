using System.Net;
using Microsoft.AspNetCore.Http;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Tests.Doors;

/// <summary>Only a trusted proxy says where a network is, and only where the clinic asked for it.</summary>
public sealed class NetworkHintTests
{
    private static readonly LicensureOptions Asked = new() { RegionHeader = "X-Region", AnonymizerHeader = "X-Hidden" };
    private static readonly SiteOptions Proxies = new() { TrustedProxies = ["10.0.0.0/8", "192.0.2.7"] };

    [Theory]
    [InlineData("10.1.2.3", "US-UT", "UT")]
    [InlineData("::ffff:10.1.2.3", "US-UT", "UT")]
    [InlineData("192.0.2.7", "NV", "NV")]
    [InlineData("10.1.2.3", "CA-BC", "OUTSIDE")]
    [InlineData("10.1.2.3", "MX-SON", "OUTSIDE")]
    [InlineData("10.1.2.3", "US-XX", null)]
    [InlineData("10.1.2.3", "ut", null)]
    [InlineData("10.1.2.3", "", null)]
    [InlineData("192.0.2.8", "US-UT", null)]
    public void A_region_is_read_from_whom_the_clinic_trusts(string peer, string told, string? region) =>
        Assert.Equal(region, NetworkHint.Read(Call(peer, ("X-Region", told)), Asked, Proxies)?.Region);

    [Theory]
    [InlineData("10.1.2.3", "1", true)]
    [InlineData("10.1.2.3", "true", true)]
    [InlineData("10.1.2.3", "0", false)]
    [InlineData("192.0.2.8", "1", false)]
    public void So_is_a_network_that_hides(string peer, string told, bool hides) =>
        Assert.Equal(hides, NetworkHint.Read(Call(peer, ("X-Hidden", told)), Asked, Proxies)?.Anonymizer ?? false);

    [Fact]
    public void Nothing_is_read_unless_the_clinic_named_a_header() =>
        Assert.Null(NetworkHint.Read(Call("10.1.2.3", ("X-Region", "US-UT"), ("X-Hidden", "1")), new(), Proxies));

    [Fact]
    public void A_header_without_a_proxy_to_trust_is_a_mistake()
    {
        Assert.True(new LicensureOptionsCheck(Microsoft.Extensions.Options.Options.Create(new SiteOptions())).Validate(null, Asked).Failed);
        Assert.True(new LicensureOptionsCheck(Microsoft.Extensions.Options.Options.Create(Proxies)).Validate(null, Asked).Succeeded);
        Assert.True(new LicensureOptionsCheck(Microsoft.Extensions.Options.Options.Create(new SiteOptions())).Validate(null, new()).Succeeded);
    }

    private static DefaultHttpContext Call(string peer, params (string Name, string Value)[] headers)
    {
        var call = new DefaultHttpContext();
        call.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        foreach (var (name, value) in headers) call.Request.Headers[name] = value;
        return call;
    }
}
