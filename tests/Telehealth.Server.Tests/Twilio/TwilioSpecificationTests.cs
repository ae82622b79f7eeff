using Telehealth.Server.Desk;
using Telehealth.Server.Tests.Live;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

public sealed class TwilioSpecificationTests : VideoProviderSpecification, IAsyncLifetime
{
    private FakeTwilio _fake = null!;
    private VendorClient _client = null!;

    private protected override IVideoProvider Provider => _client.Provider;

    public async Task InitializeAsync()
    {
        _fake = await FakeTwilio.StartAsync();
        _client = VendorClient.At(_fake.Address);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }
}
