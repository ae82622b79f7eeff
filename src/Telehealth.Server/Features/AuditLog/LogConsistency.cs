using Telehealth.Domain;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="From">Size of the older head.</param>
/// <param name="To">Size of the newer head; absent: of the newest.</param>
/// <param name="Log">Number of the tree; absent: the one that grows.</param>
internal sealed record ConsistencyQuery(long? From, long? To, long? Log);

/// <summary>That the log begins with what an older head said (RFC 9162, 2.1.4), as a file for <c>telehealth-verify --consistency</c>.</summary>
internal sealed class LogConsistency(LogBook book, StoredTiles tiles, ReadRecords reads)
{
    public async Task<IResult> HandleAsync(Caller caller, ConsistencyQuery query, CancellationToken cancellation)
    {
        var check = new Check().That(query.From is >= 1, "from", "a number of records, from 1").That(query.To is null || query.To >= query.From, "to", "a number of records, not smaller than from");
        if (check.Problem is { } problem) return problem.ToResult();

        await reads.NoteAsync(caller, "CheckpointsRead", null, cancellation, 1);
        var origin = query.Log is { } number ? await book.OriginAsync(number, cancellation) : await book.OriginAsync(cancellation);
        if (origin is null || await book.CheckpointAsync(origin.Origin, cancellation) is not { } head) return Problem.Of(RefusalCode.NotFound).ToResult();
        var (from, to) = (query.From!.Value, query.To ?? head.Size);
        if (from > to || to > head.Size) return Problem.Of(RefusalCode.NotFound).ToResult();
        try
        {
            var proof = new ConsistencyLine(from, to, await new TileTree(tiles.Of(origin), to).ProveConsistencyAsync(from, cancellation));
            return Results.File([.. proof.ToBytes(), (byte)'\n'], "application/json", $"consistency-{from}-{to}.json");
        }
        catch (TileMissingException)
        {
            return Problem.Of(RefusalCode.NotFound).ToResult();
        }
    }
}
