using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>What the database says of the sealed log.</summary>
internal sealed class LogBook(IDbContextFactory<TelehealthDb> databases)
{
    /// <summary>The tree that grows; null before the very first.</summary>
    public async Task<LogOriginRow?> OriginAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.LogOrigins.AsNoTracking().OrderByDescending(o => o.Number).FirstOrDefaultAsync(cancellation);
    }

    public async Task<LogOriginRow?> OriginAsync(long number, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.LogOrigins.AsNoTracking().FirstOrDefaultAsync(o => o.Number == number, cancellation);
    }

    /// <summary>The tree that a leaf stands in.</summary>
    public async Task<LogOriginRow?> OriginOfLeafAsync(long leafIndex, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.LogOrigins.AsNoTracking().Where(o => o.FirstLeaf <= leafIndex).OrderByDescending(o => o.Number).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The next leaf index.</summary>
    public async Task<long> LeavesAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.RecordLeaves.MaxAsync(l => (long?)l.LeafIndex, cancellation) is { } last ? last + 1 : 0;
    }

    /// <summary>What retention removed last: records of smaller leaves than its bound are gone, and their hashes stay. Null when nothing ever was.</summary>
    public async Task<LogPruningRow?> PruningAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.LogPrunings.AsNoTracking().OrderByDescending(p => p.PrunedBefore).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The same as an index in one tree, as its own files count; 0 when nothing of it is gone.</summary>
    public async Task<long> PrunedBeforeAsync(LogOriginRow origin, CancellationToken cancellation) =>
        Math.Max(0, (await PruningAsync(cancellation))?.PrunedBefore - origin.FirstLeaf ?? 0);

    /// <summary>Null when nothing was signed under that origin yet.</summary>
    public async Task<CheckpointRow?> CheckpointAsync(string origin, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Checkpoints.AsNoTracking().Where(c => c.Origin == origin).OrderByDescending(c => c.Size).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The head of that size; null when none was signed.</summary>
    public async Task<CheckpointRow?> CheckpointAsync(string origin, long size, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Checkpoints.AsNoTracking().FirstOrDefaultAsync(c => c.Origin == origin && c.Size == size, cancellation);
    }

    /// <summary>Every key that heads of that origin were ever signed with, the newest first.</summary>
    public async Task<List<LogKeyRow>> KeysAsync(string origin, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.LogKeys.AsNoTracking().Where(k => k.Origin == origin).OrderByDescending(k => k.AddedAt).ToListAsync(cancellation);
    }
}
