using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Browser.Tests.Support;

/// <summary>A clinic whose visits go through Twilio: rooms at a stand-in, which no browser can enter, since its signalling is nowhere.</summary>
public sealed class TwilioClinicInBrowser : ClinicInBrowser
{
    private FakeTwilio? _vendor;

    public FakeTwilio Vendor => _vendor!;

    /// <summary>Production takes no stand-in and none of its keys.</summary>
    protected override string HostEnvironment => "Staging";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_vendor is not null) await _vendor.DisposeAsync();
    }

    protected override async Task<Dictionary<string, string>> MoreSettingsAsync()
    {
        _vendor = await FakeTwilio.StartAsync();
        return new(FakeAccount.Settings(_vendor.Address)) { ["Video:FallbackToPeer"] = "true" };
    }
}
