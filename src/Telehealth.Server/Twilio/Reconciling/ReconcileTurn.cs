using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Twilio.Reconciling;

/// <summary>Whose turn it is: one node at a time, and one pass per interval however many nodes there are. A node that died gives its turn up by itself.</summary>
internal sealed class ReconcileTurn(IClinicDesk desk, IOptions<TwilioOptions> options)
{
    public static readonly Duration Longest = Duration.FromMinutes(5);
    private const string Name = "twilio.reconcile";
    private VendorComparison? last;

    /// <summary>The last pass of this process.</summary>
    public VendorComparison? Last => Volatile.Read(ref last);

    /// <returns>When the turn began; null when it is another's, or too early.</returns>
    public Task<Instant?> TakeAsync(CancellationToken cancellation) => desk.ExecuteAsync<Instant?>(
        Actor.System,
        async (work, token) =>
        {
            var lease = await work.Db.Leases.SingleOrDefaultAsync(l => l.Name == Name, token);
            if (lease?.Until > work.Now) return null;
            if (lease is null) work.Db.Leases.Add(new LeaseRow { Name = Name, Until = work.Now + Longest });
            else lease.Until = work.Now + Longest;
            return work.Now;
        },
        cancellation);

    /// <summary>Half an interval short of the next pass, so that no node's clock is a whole one late.</summary>
    public Task LeaveAsync(Instant began, bool finished, CancellationToken cancellation)
    {
        Volatile.Write(ref last, new(began, finished));
        return desk.ExecuteAsync(
            Actor.System,
            async (work, token) =>
            {
                var lease = await work.Db.Leases.SingleAsync(l => l.Name == Name, token);
                lease.Until = began + Duration.FromSeconds(options.Value.Reconcile.EverySeconds / 2.0);
                return true;
            },
            cancellation);
    }
}
