using Microsoft.EntityFrameworkCore;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Twilio.Reconciling;

/// <summary>What we hold of rooms, to be compared with what the vendor holds.</summary>
internal sealed class RoomBook(IDbContextFactory<TelehealthDb> databases)
{
    /// <summary>Rooms whose attendance is compared in one pass: those that run, and the oldest of those that ended.</summary>
    private const int AtOnce = 200;

    /// <summary>Visits that have a room, or are about to.</summary>
    public async Task<IReadOnlyList<Visit>> OpenVisitsAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var open = db.Visits.AsNoTracking().Where(v => v.Phase == VisitPhase.Waiting || v.Phase == VisitPhase.InProgress || v.Phase == VisitPhase.OnHold);
        return [.. (await open.Select(v => v.Snapshot).ToListAsync(cancellation)).Select(s => VisitSnapshots.Read(s)).Where(v => v.Room?.VideoProvider == TwilioVideoProvider.ProviderName)];
    }

    public async Task<IReadOnlyList<VendorRoomRow>> DueAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.VendorRooms.AsNoTracking().Where(r => r.VideoProvider == TwilioVideoProvider.ProviderName && r.ReconciledAt == null)
            .OrderBy(r => r.EndedAt != null).ThenBy(r => r.EndedAt).ThenBy(r => r.RoomId).Take(AtOnce).ToListAsync(cancellation);
    }

    public async Task<VendorRoomRow?> FindAsync(string room, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.VendorRooms.AsNoTracking().SingleOrDefaultAsync(r => r.RoomId == room, cancellation);
    }

    public async Task<IReadOnlyList<AttendanceRow>> StaysAsync(string room, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Attendances.AsNoTracking().Where(a => a.RoomId == room).ToListAsync(cancellation);
    }
}
