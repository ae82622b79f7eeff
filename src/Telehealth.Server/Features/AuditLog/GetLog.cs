using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Vkey">For other software, and for <c>telehealth-verify</c>.</param>
/// <param name="SinceSize">Size of the tree when it came.</param>
internal sealed record LogKeyView(string Vkey, long SinceSize, Instant AddedAt);

/// <param name="FirstLeaf">The leaf index, over all origins, that is number 0 of this tree.</param>
internal sealed record LogOriginView(long Number, string Origin, long FirstLeaf, Instant StartedAt, IReadOnlyList<LogKeyView> Keys, CheckpointView? Newest);

/// <param name="State">Of this server: Starting, Sealing, Standby (another server seals), Waiting (for the database), Refusing.</param>
/// <param name="Reason">Why it refuses to sign, and what to do.</param>
/// <param name="PendingSeconds">Age of the oldest record that has no leaf yet; 0 when none waits.</param>
/// <param name="Late">Whether that is too old.</param>
/// <param name="CopyFails">Whether the second store did not take the newest signed head from this server.</param>
/// <param name="PrunedBefore">The first leaf index, over all origins, whose record is still here; 0 when retention has removed none.</param>
/// <param name="PrunedUntil">The latest time of a record that was removed.</param>
internal sealed record LogView(IReadOnlyList<LogOriginView> Origins, string State, string? Reason, long PendingSeconds, bool Late, bool CopyFails, long PrunedBefore, Instant? PrunedUntil);

/// <summary>The sealed log at a glance: its names, its keys, how sealing goes.</summary>
internal sealed class GetLog(TelehealthDb db, LogStatus status, ReadRecords reads)
{
    public async Task<Answer<LogView>> HandleAsync(Caller caller, CancellationToken cancellation)
    {
        await reads.NoteAsync(caller, "LogStateRead", null, cancellation);
        var origins = await db.LogOrigins.AsNoTracking().OrderByDescending(o => o.Number).ToListAsync(cancellation);
        var keys = await db.LogKeys.AsNoTracking().OrderByDescending(k => k.AddedAt).ToListAsync(cancellation);
        var views = new List<LogOriginView>();
        foreach (var origin in origins)
        {
            var head = await db.Checkpoints.AsNoTracking().Where(c => c.Origin == origin.Origin).OrderByDescending(c => c.Size).FirstOrDefaultAsync(cancellation);
            views.Add(new(origin.Number, origin.Origin, origin.FirstLeaf, origin.StartedAt, [.. keys.Where(k => k.Origin == origin.Origin).Select(k => new LogKeyView(k.Vkey, k.SinceSize, k.AddedAt))],
                head is null ? null : new CheckpointView(head.Origin, head.Size, Convert.ToBase64String(head.Root), head.SignedAt, head.Note)));
        }

        var now = status.Now;
        var pruned = await db.LogPrunings.AsNoTracking().OrderByDescending(p => p.PrunedBefore).FirstOrDefaultAsync(cancellation);
        return new LogView(views, now.State.ToString(), now.Reason, (long)now.Oldest.TotalSeconds, now.Late, now.CopyFails, pruned?.PrunedBefore ?? 0, pruned?.LastAt);
    }
}
