using Microsoft.EntityFrameworkCore;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>Proofs that stand alone, out of the stored tiles.</summary>
internal sealed class LogProofs(IDbContextFactory<TelehealthDb> databases, LogBook book, StoredTiles tiles, SealSignal signal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits a few seconds for the record's leaf and for a signed head that covers it; real seconds, for it is about the disk.</summary>
    /// <returns>Null when it is still pending.</returns>
    public async Task<TlogProof?> WaitAsync(RecordRow record, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        for (var began = time.GetTimestamp(); ;)
        {
            if (await TryAsync(record, cancellation) is { } proof) return proof;
            if (time.GetElapsedTime(began) > Patience) return null;
            signal.Wake();
            await Task.Delay(Pause, time, cancellation);
        }
    }

    /// <returns>Null when the record has no leaf yet, or no signed head covers it.</returns>
    public async Task<TlogProof?> TryAsync(RecordRow record, CancellationToken cancellation)
    {
        if (await LeafAsync(record.Id, cancellation) is not { } leaf || await book.OriginOfLeafAsync(leaf.LeafIndex, cancellation) is not { } origin) return null;
        var index = leaf.LeafIndex - origin.FirstLeaf;
        if (await book.CheckpointAsync(origin.Origin, cancellation) is not { } head || head.Size <= index) return null;
        var path = await new TileTree(tiles.Of(origin), head.Size).ProveInclusionAsync(index, cancellation);
        return new TlogProof(index, record.Bytes, path, head.Note);
    }

    private async Task<RecordLeafRow?> LeafAsync(long record, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.RecordLeaves.AsNoTracking().FirstOrDefaultAsync(l => l.RecordId == record, cancellation);
    }
}
