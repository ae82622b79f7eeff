using NodaTime;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>
/// Takes the log in hand: the tree is computed again out of the stored tiles and must be the one that was signed last, here and in every
/// copy outside. Else nothing is signed.
/// </summary>
internal sealed class LogOpening(LogBook book, StoredTiles tiles, LogKeyring keyring, LogKeyChange keys, HeadCopies copies)
{
    /// <exception cref="LogRefusedException">It must not be signed.</exception>
    public async Task<OpenLog> OpenAsync(ISealEngine engine, Instant now, CancellationToken cancellation)
    {
        try
        {
            var origin = await book.OriginAsync(cancellation) ?? await BeginAsync(engine, now, cancellation);
            var named = NameOf(keyring.Origin, origin.Number);
            if (origin.Origin != named) throw new LogRefusedException($"The log in this database is {origin.Origin}, and the settings say {named}: Audit:Origin never changes.");
            var tree = new TileTree(tiles.Of(origin), Math.Max(0, await book.LeavesAsync(cancellation) - origin.FirstLeaf));
            var signed = await book.CheckpointAsync(origin.Origin, cancellation);
            var trusted = await keys.SettleAsync(engine, origin, signed?.Size ?? 0, now, cancellation);
            await CheckAsync("the database", signed?.Note, trusted, origin.Origin, tree, cancellation);
            if (signed is not null && SizeOf(signed.Note, trusted, origin.Origin) != signed.Size)
                throw new LogRefusedException($"The last signed head in the database is listed with {signed.Size} records, which it does not say: somebody put it in.");
            await copies.CheckAsync(origin.Origin, async (name, note) =>
            {
                if (SizeOf(note, trusted, origin.Origin) is { } size && size > (signed?.Size ?? 0))
                {
                    throw new LogRefusedException($"{name} holds a signed head of {size} records, and the last in the database has {signed?.Size ?? 0}: an older backup was restored. "
                        + "See 'telehealth log new-origin --help'.");
                }

                await CheckAsync(name, note, trusted, origin.Origin, tree, cancellation);
            }, cancellation);
            return new OpenLog(origin, await EdgeAsync(tiles.Of(origin), tree.Size, cancellation), signed);
        }
        catch (TileMissingException missing)
        {
            throw new LogRefusedException($"{missing.Path} of the sealed log is missing in the database.", missing);
        }
    }

    /// <summary>The log's name, with a number from the second tree on.</summary>
    public static string NameOf(string origin, long number) => number == 1 ? origin : $"{origin}/{number}";

    private async Task<LogOriginRow> BeginAsync(ISealEngine engine, Instant now, CancellationToken cancellation)
    {
        var first = new LogOriginRow { Number = 1, Origin = keyring.Origin, FirstLeaf = 0, StartedAt = now };
        await engine.WriteOriginAsync(first, cancellation);
        return first;
    }

    private static long? SizeOf(string note, IReadOnlyList<NoteVerifierKey> trusted, string origin) => Checkpoint.Open(note, trusted, origin).Checkpoint?.Size;

    private static async Task CheckAsync(string where, string? note, IReadOnlyList<NoteVerifierKey> trusted, string origin, TileTree tree, CancellationToken cancellation)
    {
        if (note is null) return;
        var opened = Checkpoint.Open(note, trusted, origin);
        if (opened.Checkpoint is not { } head) throw new LogRefusedException($"The last signed head in {where} does not hold: {opened.Problem}.");
        if (head.Size > tree.Size) throw new LogRefusedException($"The last signed head in {where} has {head.Size} records, and the database seals {tree.Size}: leaves are missing.");
        var root = await tree.RootAsync(head.Size, cancellation);
        if (!head.Root.Span.SequenceEqual(root)) throw new LogRefusedException($"The stored tree is not the one that the signed head of {head.Size} records in {where} speaks of: leaves or tiles were changed.");
    }

    private static async Task<TileFrontier> EdgeAsync(ITileSource source, long size, CancellationToken cancellation)
    {
        var partials = new List<byte[]>();
        for (var level = 0; size >> (TilePath.Height * level) > 0; level++)
        {
            var path = TilePath.Of(level, (size >> (TilePath.Height * level)) / TilePath.FullWidth, size);
            partials.Add(path.Width > 0 ? (await source.ReadAsync(path, cancellation)).ToArray() : []);
        }

        return TileFrontier.Restore(size, partials);
    }
}
