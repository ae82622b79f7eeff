using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Retention;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Retention;

/// <param name="Range">What may go; null when nothing may.</param>
/// <param name="Stop">What keeps the rest, where something does.</param>
internal sealed record PruningPlan(LeafRange? Range, Obstacle? Stop);

/// <summary>
/// Removes whole sealed ranges of records from the beginning of the log. Leaves, their hashes and all tiles stay, so that every proof that could be
/// made before can be made after, and an archived record can still be held against the log (C2SP tlog-tiles, Pruning).
/// </summary>
internal sealed class LogPruning(IDbContextFactory<TelehealthDb> databases, LogBook book, PruneTables tables, IClinicDesk desk, ClinicClock clock, IOptions<RetentionOptions> options)
{
    /// <summary>Leaves that go in one transaction, for which writers wait.</summary>
    internal int AtOnce { get; set; } = 16 * TilePath.FullWidth;

    private readonly RetentionPolicy policy = options.Value.ToPolicy();

    /// <param name="before">Records of this day and later stay.</param>
    public async Task<PruningPlan> PlanAsync(LocalDate before, CancellationToken cancellation)
    {
        var from = (await book.PruningAsync(cancellation))?.PrunedBefore ?? 0;
        if (await book.OriginOfLeafAsync(from, cancellation) is not { } origin || await book.CheckpointAsync(origin.Origin, cancellation) is not { } head) return new(null, null);
        var (next, end) = (await book.OriginAsync(origin.Number + 1, cancellation), origin.FirstLeaf + head.Size);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var stop = await new Obligations(db, policy, before, Today).FirstAsync(from, end, cancellation);
        var may = stop?.Leaf ?? end;
        // Whole tiles, but where a tree that no longer grows ends.
        var to = next is not null && may == next.FirstLeaf ? may : origin.FirstLeaf + ((may - origin.FirstLeaf) / TilePath.FullWidth * TilePath.FullWidth);
        return new(to > from ? new(origin, from, to) : null, stop);
    }

    /// <summary>Removes the range, a part after the other, each whole or not at all and with its own record.</summary>
    /// <param name="archive">Hash of the archive's manifest.</param>
    /// <returns>What has come to keep the rest meanwhile; null when all is done.</returns>
    public async Task<Obstacle?> PruneAsync(LeafRange range, LocalDate before, string archive, Action<long> told, CancellationToken cancellation)
    {
        var head = (await book.CheckpointAsync(range.Origin.Origin, cancellation))!;
        for (var from = range.From; from < range.To;)
        {
            var part = range with { From = from, To = Math.Min(range.To, from + AtOnce) };
            if (await desk.ExecuteAsync(Actor.System, (work, token) => PartAsync(work, part, before, archive, head, token), cancellation) is { } stop) return stop;
            await tables.ForgetAsync(cancellation);
            from = part.To;
            told(from - range.From);
        }

        return null;
    }

    private async Task<Obstacle?> PartAsync(ClinicWork work, LeafRange part, LocalDate before, string archive, CheckpointRow head, CancellationToken cancellation)
    {
        // A hold may have been placed since the plan: it is looked at again, in the transaction that removes.
        if (await new Obligations(work.Db, policy, before, Today).FirstAsync(part.From, part.To, cancellation) is { } stop) return stop;
        var lastAt = await PruneTables.RemoveAsync(work.Db, part, cancellation);
        await work.Db.Database.ExecuteSqlAsync(
            $"INSERT INTO log_prunings (pruned_before, from_leaf, last_at, archive, pruned_at) VALUES ({part.To}, {part.From}, {lastAt}, {archive}, {Micros.Of(work.Now)})", cancellation);
        work.Record(new ClinicRecord("LogPruned", LogKeyChange.Area, new Dictionary<string, string>(), new Dictionary<string, object?>
        {
            ["origin"] = part.Origin.Origin, ["fromLeaf"] = part.First, ["prunedBefore"] = part.First + part.Count, ["count"] = part.Count, ["before"] = before.ToString("uuuu-MM-dd", null),
            ["treeSize"] = head.Size, ["root"] = Convert.ToHexStringLower(head.Root), ["archive"] = archive,
        }));
        return null;
    }

    private LocalDate Today => clock.Now().InUtc().Date;
}
