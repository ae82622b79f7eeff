using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.VideoRooms;

/// <param name="Fallback">The settings of the provider that steps in; absent when none does.</param>
/// <param name="Figures">As the answering server saw it since it started; the rest is the same for all servers. Absent where there is no vendor, as are the callbacks.</param>
internal sealed record VendorView(
    string Provider, Instant At, IReadOnlyList<VendorStep> Settings, IReadOnlyList<VendorStep>? Fallback, VendorFigures? Figures, VendorCallbacks? Callbacks, VendorDeadLetters DeadLetters);

/// <param name="Waiting">Received and not yet applied.</param>
/// <param name="OldestWaitingAt">When the oldest of them was received.</param>
/// <param name="IgnoredLastDay">Changed nothing, with a reason in the log.</param>
/// <param name="MedianLagSeconds">From the vendor's clock to our having applied it, of the last 50; off by as much as the two clocks differ.</param>
internal sealed record VendorCallbacks(int Waiting, Instant? OldestWaitingAt, int IgnoredLastDay, Instant? LastAppliedAt, double? MedianLagSeconds, double? WorstLagSeconds);

/// <summary>Effects on rooms that were given up, or of which nobody knows whether they happened.</summary>
/// <param name="Kinds">By which they are found among all deliveries.</param>
internal sealed record VendorDeadLetters(int Dead, int Unknown, IReadOnlyList<string> Kinds);

/// <summary>How the video service does, for an admin.</summary>
internal sealed class GetVendor(VideoWatches watches, TelehealthDb db, TimeProvider time)
{
    private const int LagOf = 50;
    private static readonly string[] Effects = [VisitPromises.KindOf<RemoveFromRoom>(), VisitPromises.KindOf<CompleteRoom>(), VisitPromises.KindOf<RememberRoom>(), VisitPromises.KindOf<RemakeRoom>()];

    public async Task<Answer<VendorView>> HandleAsync(CancellationToken cancellation)
    {
        var (watch, now) = (watches.Current, time.Now());
        var callbacks = watch.Figures is null ? null : await CallbacksAsync(now, cancellation);
        return new VendorView(watch.Name, now, watch.LookAtSettings(), watches.Fallback?.LookAtSettings(), watch.Figures, callbacks, await DeadLettersAsync(cancellation));
    }

    private async Task<VendorCallbacks> CallbacksAsync(Instant now, CancellationToken cancellation)
    {
        var yesterday = now - Duration.FromDays(1);
        var waiting = await db.VendorEvents.Where(e => e.State == VendorEventState.Pending).Select(e => e.ReceivedAt).ToListAsync(cancellation);
        var ignored = await db.VendorEvents.CountAsync(e => e.State == VendorEventState.Ignored && e.At >= yesterday, cancellation);
        var applied = await db.VendorEvents.AsNoTracking().Where(e => e.State == VendorEventState.Applied).OrderByDescending(e => e.At).Take(LagOf).ToListAsync(cancellation);
        double[] lags = [.. applied.Select(e => Math.Round(Math.Max(0, (e.DecidedAt - e.At)?.TotalSeconds ?? 0), 1)).Order()];
        return new(waiting.Count, waiting.Count == 0 ? null : waiting.Min(), ignored, applied.Max(e => e.DecidedAt), lags.Length == 0 ? null : lags[lags.Length / 2], lags.Length == 0 ? null : lags[^1]);
    }

    private async Task<VendorDeadLetters> DeadLettersAsync(CancellationToken cancellation)
    {
        var states = await db.Outbox.Where(o => Effects.Contains(o.Kind) && (o.State == OutboxState.Dead || o.State == OutboxState.Unknown)).Select(o => o.State).ToListAsync(cancellation);
        return new(states.Count(s => s is OutboxState.Dead), states.Count(s => s is OutboxState.Unknown), Effects);
    }
}
