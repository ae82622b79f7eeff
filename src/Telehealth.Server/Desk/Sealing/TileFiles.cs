using System.Text;
using Microsoft.Extensions.Options;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary><c>Audit:TileFolder</c>: the log as files. Tiles and records first, the head last, so that a head never promises what is not there.</summary>
internal sealed class TileFiles(IOptions<AuditOptions> options, StoredTiles tiles, LogBook book) : ICheckpointCopy
{
    public string Name => "Audit:TileFolder";

    public async Task<IReadOnlyList<string>> ReadAsync(string origin, CancellationToken cancellation)
    {
        if (options.Value.TileFolder is not { Length: > 0 } folder) return [];
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "checkpoint", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }) : [];
        return await Task.WhenAll(files.Select(f => File.ReadAllTextAsync(f, cancellation)));
    }

    public async Task PublishAsync(LogOriginRow origin, CheckpointRow head, CancellationToken cancellation)
    {
        if (options.Value.TileFolder is not { Length: > 0 } top) return;
        var folder = FolderOf(top, origin);
        var written = await SizeAsync(Path.Combine(folder, "checkpoint"), cancellation);
        if (written >= head.Size) return;
        var (source, kept) = (tiles.Of(origin), await book.PrunedBeforeAsync(origin, cancellation));
        for (var level = 0; head.Size >> (TilePath.Height * level) > 0; level++)
        {
            foreach (var path in Grown(level, written, head.Size))
            {
                await WriteAsync(folder, path, await source.ReadAsync(path, cancellation), cancellation);
                if (level > 0 || path.Index * TilePath.FullWidth < kept) continue;
                var entries = await tiles.EntriesAsync(origin, path.Index, path.Width, cancellation);
                await WriteAsync(folder, path with { Level = TilePath.Entries }, EntryBundle.Write(entries.Select(e => new ReadOnlyMemory<byte>(e))), cancellation);
            }
        }

        await WholeFile.WriteAsync(Path.Combine(folder, "checkpoint"), Encoding.UTF8.GetBytes(head.Note), cancellation);
    }

    /// <summary>The tiles of a level that a tree has and, when it was smaller, had not.</summary>
    private static IEnumerable<TilePath> Grown(int level, long from, long to)
    {
        var first = (from >> (TilePath.Height * level)) / TilePath.FullWidth;
        for (var index = first; TilePath.Of(level, index, to) is { Width: > 0 } path; index++)
        {
            if (path != TilePath.Of(level, index, from)) yield return path;
        }
    }

    /// <summary>Takes away the files of records that retention removed; tiles of hashes stay (C2SP tlog-tiles, Pruning).</summary>
    /// <param name="kept">The first index of this tree whose record is kept.</param>
    public static void Prune(string top, LogOriginRow origin, long kept)
    {
        var last = kept / TilePath.FullWidth;
        // Where a tree that no longer grows was pruned to its end, its last tile is a partial one.
        if (kept % TilePath.FullWidth is > 0 and var width && EntriesFile(top, origin, last, (int)width) is var partial && File.Exists(partial)) File.Delete(partial);
        for (var index = last - 1; index >= 0; index--)
        {
            var file = EntriesFile(top, origin, index, TilePath.FullWidth);
            if (!File.Exists(file)) return;
            File.Delete(file);
        }
    }

    private static string EntriesFile(string top, LogOriginRow origin, long index, int width) =>
        Path.Combine(FolderOf(top, origin), new TilePath(TilePath.Entries, index, width).ToString());

    private static string FolderOf(string top, LogOriginRow origin) =>
        origin.Number == 1 ? top : Path.Combine(top, origin.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static async Task WriteAsync(string folder, TilePath path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, path.ToString());
        await WholeFile.WriteAsync(file, bytes, cancellation);
        if (!path.Partial && Directory.Exists($"{file}.p")) Directory.Delete($"{file}.p", recursive: true);
    }

    private static async Task<long> SizeAsync(string file, CancellationToken cancellation) =>
        File.Exists(file) && SignedNote.TryParse(await File.ReadAllTextAsync(file, cancellation)) is { } note && Checkpoint.TryParse(note.Text) is { } head ? head.Size : 0;
}
