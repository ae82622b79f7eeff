using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.PeerToPeer;

namespace Telehealth.Server.Tests.Live;

public sealed class PeerVideoProviderTests : VideoProviderSpecification
{
    private static readonly ParticipantId Ada = new(Guid.Parse("00000000-0000-4000-8000-00000000000a"));
    private static readonly ParticipantId Pat = new(Guid.Parse("00000000-0000-4000-8000-00000000000b"));
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero));
    private readonly LiveGrants grants;

    public PeerVideoProviderTests()
    {
        grants = new LiveGrants(clock);
        Provider = new PeerVideoProvider(grants, new IceServers(Options.Create(new VideoOptions())));
    }

    private protected override IVideoProvider Provider { get; }

    [Fact]
    public async Task Two_grants_for_one_room_let_signals_pass_until_one_ends()
    {
        var room = await BothInAsync("r-pair");
        Assert.True(grants.MayRelay(room, Pat, Ada));
        Assert.False(grants.MayRelay(room with { Name = "r-other" }, Pat, Ada));
        Assert.False(grants.MayRelay(room, Pat, Pat));
        await Provider.RemoveParticipantAsync(room, Pat, CancellationToken.None);
        Assert.False(grants.MayRelay(room, Pat, Ada));
        Assert.False(grants.MayRelay(room, Ada, Pat));
    }

    [Fact]
    public async Task A_grant_that_has_expired_or_whose_room_has_ended_relays_nothing()
    {
        var room = await BothInAsync("r-ends");
        clock.Advance(TimeSpan.FromMinutes(90));
        Assert.False(grants.MayRelay(room, Pat, Ada));
        var other = await BothInAsync("r-completed");
        await Provider.CompleteRoomAsync(other, CancellationToken.None);
        Assert.False(grants.MayRelay(other, Pat, Ada));
    }

    private async Task<VisitRoom> BothInAsync(string name)
    {
        var terms = await TermsAsync(name, Ada);
        Provider.Issue(terms, default);
        Provider.Issue(await TermsAsync(name, Pat), default);
        return terms.Room;
    }
}
