using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using static Telehealth.Server.Desk.VendorStepState;

namespace Telehealth.Server.PeerToPeer;

/// <summary>Nobody is called: what can be wrong is the way through clinics' and patients' routers.</summary>
internal sealed class PeerWatch(IceServers ice, TimeProvider time, IOptions<VideoOptions> options) : IVendorWatch
{
    public string Name => PeerVideoProvider.ProviderName;

    public VendorFigures? Figures => null;

    public IReadOnlyList<VendorStep> LookAtSettings() => [new("NO_VENDOR", Passed, "Video goes from browser to browser; no vendor is used."), Stun(), Turn(), Credential()];

    public Task<VendorTest> TestAsync(bool withRoom, CancellationToken cancellation) => Task.FromResult(new VendorTest(LookAtSettings()));

    public Task<VendorStep> CalledBackAsync(VendorTestRoom room, CancellationToken cancellation) => Task.FromResult(new VendorStep("CALLBACK", Skipped, "Nobody calls back."));

    private VendorStep Stun() => Count("stun") is > 0 and var count
        ? new("STUN", Passed, $"STUN servers set: {count}.")
        : new("STUN", Count("turn") > 0 ? Skipped : Warning, "No STUN server is set (Video:IceServers); a TURN server does the same.");

    private VendorStep Turn() => Count("turn") is > 0 and var count
        ? new("TURN", Passed, $"TURN servers set: {count}. This says nothing of whether they can be reached.")
        : new("TURN", Warning, "No TURN server is set (Video:IceServers): video works on one network only.");

    private VendorStep Credential()
    {
        if (Count("turn") == 0) return new("TURN_CREDENTIAL", Skipped, "Without a TURN server no credential is needed.");
        if (options.Value.TurnSecret.Length == 0) return new("TURN_CREDENTIAL", Warning, "The TURN servers are used without credentials (Video:TurnSecret is empty).");
        var minted = ice.For(new ParticipantId(Guid.NewGuid()), time.Now() + Duration.FromMinutes(1)).Any(s => s.Credential is not null);
        return minted ? new("TURN_CREDENTIAL", Passed, "A credential for the TURN servers can be made.") : new("TURN_CREDENTIAL", Failed, "No credential for the TURN servers could be made.");
    }

    private int Count(string scheme) => options.Value.IceServers.Count(s => s.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
}
