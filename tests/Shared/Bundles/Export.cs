using System.Text;
using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;

namespace Telehealth.Tests.Shared;

/// <summary>
/// An export in the making. Whatever a test changes in it is changed as by a forger who takes the trouble to write the manifest anew; what
/// it changes in the files afterwards, as by one who does not.
/// </summary>
internal sealed class Export
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public required BundleHead Head { get; set; }
    public required string Checkpoint { get; set; }
    public required List<byte[]> Records { get; init; }

    /// <summary>Of chosen records.</summary>
    public List<InclusionLine> Proofs { get; } = [];

    /// <summary>Of a whole range.</summary>
    public RangeProof? Range { get; set; }

    public List<byte[]> Leaves { get; } = [];
    public List<HeadLine> Heads { get; } = [];
    public List<DetailLine> Details { get; } = [];
    public List<ConsistencyLine> Consistency { get; } = [];

    /// <summary>Files of other kinds, by their names.</summary>
    public List<(string Name, BundleFileKind Kind, byte[] Bytes)> Others { get; } = [];

    /// <summary>Every record of a range.</summary>
    public static async Task<Export> WholeAsync(ITileSource tiles, string note, IReadOnlyList<byte[]> log, int first = 0, int? count = null)
    {
        var many = count ?? log.Count - first;
        var (head, tree) = Opened(tiles, note);
        var export = new Export
        {
            Checkpoint = note, Records = [.. log.Skip(first).Take(many)], Range = await tree.ProveRangeAsync(first, many, default),
            Head = HeadOf(head) with { Count = many, FirstLeaf = first, LastLeaf = first + many - 1, Whole = true },
        };
        export.Leaves.AddRange(export.Records.Select(r => MerkleHash.Leaf(r)));
        return export;
    }

    /// <summary>The records that a filter lets through.</summary>
    public static async Task<Export> ChosenAsync(ITileSource tiles, string note, IReadOnlyList<byte[]> log, string query, Func<string, bool> chosen)
    {
        var (head, tree) = Opened(tiles, note);
        var leaves = Enumerable.Range(0, log.Count).Where(i => chosen(Encoding.UTF8.GetString(log[i]))).ToList();
        var export = new Export
        {
            Checkpoint = note, Records = [.. leaves.Select(i => log[i])],
            Head = HeadOf(head) with { Query = query, Count = leaves.Count, FirstLeaf = leaves.FirstOrDefault(), LastLeaf = leaves.Count > 0 ? leaves[^1] : -1, Whole = false },
        };
        foreach (var leaf in leaves) export.Proofs.Add(new(leaf, await tree.ProveInclusionAsync(leaf, default)));
        return export;
    }

    /// <summary>To a folder of its own.</summary>
    public async Task<string> WriteAsync(DirectoryInfo under)
    {
        var folder = Path.Combine(under.FullName, $"export-{under.GetFileSystemInfos().Length}");
        await using var writer = BundleWriter.ToFolder(folder);
        await WriteAsync(writer);
        return folder;
    }

    public async Task<BundleManifest> WriteAsync(BundleWriter writer)
    {
        await LinesAsync(writer, BundleNames.Records, BundleFileKind.Records, Records);
        if (Range is { } range) await writer.AddAsync(BundleNames.Range, BundleFileKind.Range, RangeFile.Write(range), default);
        else await LinesAsync(writer, BundleNames.Proofs, BundleFileKind.Proofs, Proofs.Select(p => p.ToBytes()));
        if (Leaves.Count > 0) await writer.AddAsync(BundleNames.Leaves, BundleFileKind.Leaves, Leaves.SelectMany(h => h).ToArray(), default);
        if (Heads.Count > 0) await LinesAsync(writer, BundleNames.Heads, BundleFileKind.Heads, Heads.Select(h => h.ToBytes()));
        if (Details.Count > 0) await LinesAsync(writer, BundleNames.Details, BundleFileKind.Details, Details.Select(d => d.ToBytes()));
        if (Consistency.Count > 0) await LinesAsync(writer, BundleNames.Consistency, BundleFileKind.Consistency, Consistency.Select(c => c.ToBytes()));
        foreach (var (name, kind, bytes) in Others) await writer.AddAsync(name, kind, bytes, default);
        await writer.AddAsync(BundleNames.Checkpoint, BundleFileKind.Checkpoint, Encoding.UTF8.GetBytes(Checkpoint), default);
        return await writer.FinishAsync(Head, default);
    }

    private static Task<BundleFile> LinesAsync(BundleWriter writer, string name, BundleFileKind kind, IEnumerable<byte[]> lines) =>
        writer.AddLinesAsync(name, kind, lines.Select(l => new ReadOnlyMemory<byte>(l)).ToAsyncEnumerable(), default);

    private static (Checkpoint Head, TileTree Tree) Opened(ITileSource tiles, string note)
    {
        var head = SignedNote.TryParse(note) is { } signed ? Telehealth.Ledger.Notes.Checkpoint.TryParse(signed.Text) : null;
        return head is null ? throw new ArgumentException("This is no signed head.", nameof(note)) : (head, new(tiles, head.Size));
    }

    private static BundleHead HeadOf(Checkpoint head) => new()
    {
        Origin = head.Origin, Keys = [], Query = "", CreatedAt = Noon, ExportId = "7", Count = 0, FirstLeaf = 0, LastLeaf = -1, Whole = false, TreeSize = head.Size, PrunedBefore = 0,
    };
}
