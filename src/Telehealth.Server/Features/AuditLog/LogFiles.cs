using Telehealth.Domain;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>The log as the files that other software reads (C2SP tlog-tiles), for Admins and Auditors: head, tiles, records. Each is recorded as read.</summary>
internal sealed class LogFiles(LogBook book, StoredTiles tiles, ReadRecords reads)
{
    /// <param name="number">Of the tree; null: the one that grows.</param>
    public async Task<IResult> CheckpointAsync(Caller caller, long? number, CancellationToken cancellation)
    {
        await reads.NoteAsync(caller, "CheckpointsRead", null, cancellation, 1);
        return await FindAsync(number, cancellation) is { Head: { } head } ? Results.Text(head.Note, "text/plain; charset=utf-8") : Problem.Of(RefusalCode.NotFound).ToResult();
    }

    public async Task<IResult> TileAsync(Caller caller, long? number, string path, CancellationToken cancellation)
    {
        if (TilePath.TryParse($"tile/{path}") is not { } tile) return Problem.Of(RefusalCode.NotFound).ToResult();
        await reads.NoteAsync(caller, tile.Level == TilePath.Entries ? "LogEntriesRead" : "LogTilesRead", null, cancellation, tile.Width);
        if (await FindAsync(number, cancellation) is not { Head: { } head } found || TilePath.Of(tile.Level, tile.Index, head.Size).Width < tile.Width) return Problem.Of(RefusalCode.NotFound).ToResult();
        if (tile.Level == TilePath.Entries && tile.Index * TilePath.FullWidth < await book.PrunedBeforeAsync(found.Origin, cancellation)) return Problem.Of(RefusalCode.Pruned).ToResult();
        try
        {
            return Results.Bytes(await ReadAsync(found.Origin, tile, cancellation), "application/octet-stream");
        }
        catch (TileMissingException)
        {
            return Problem.Of(RefusalCode.NotFound).ToResult();
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(LogOriginRow origin, TilePath tile, CancellationToken cancellation)
    {
        if (tile.Level != TilePath.Entries) return await tiles.Of(origin).ReadAsync(tile, cancellation);
        var entries = await tiles.EntriesAsync(origin, tile.Index, tile.Width, cancellation);
        return EntryBundle.Write(entries.Select(e => new ReadOnlyMemory<byte>(e)));
    }

    private async Task<(LogOriginRow Origin, CheckpointRow? Head)?> FindAsync(long? number, CancellationToken cancellation)
    {
        var origin = number is { } n ? await book.OriginAsync(n, cancellation) : await book.OriginAsync(cancellation);
        return origin is null ? null : (origin, await book.CheckpointAsync(origin.Origin, cancellation));
    }
}
