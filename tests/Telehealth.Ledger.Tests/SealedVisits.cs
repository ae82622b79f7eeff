using System.Text;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Tests.Shared;

namespace Telehealth.Ledger.Tests;

/// <summary>A small sealed log: a lawful visit, whose records stand among reads, as it would be.</summary>
internal sealed class SealedVisits
{
    public static readonly NoteSignerKey Key = NoteSignerKey.FromSeed("clinic.test/log", [.. Enumerable.Repeat((byte)3, 32)]);

    private SealedVisits(List<byte[]> log, MemoryTiles tiles) => (Log, Tiles) = (log, tiles);

    public List<byte[]> Log { get; }

    public MemoryTiles Tiles { get; }

    public string Note => NoteAt(Log.Count);

    /// <param name="after">Put behind the visit, if any.</param>
    public static SealedVisits Of(LawfulVisit visit, params string[] after)
    {
        var log = new List<byte[]>();
        foreach (var line in visit.Lines)
        {
            log.Add(Encoding.UTF8.GetBytes(line));
            if (log.Count % 3 == 0) log.Add(Read(log.Count));
        }

        log.AddRange(after.Select(Encoding.UTF8.GetBytes));
        return OfRecords(log);
    }

    public static SealedVisits OfRecords(List<byte[]> log)
    {
        var tiles = new MemoryTiles();
        foreach (var record in log) tiles.Append(record);
        return new(log, tiles);
    }

    public string NoteAt(int size) => NoteAt(size, Key);

    public string NoteAt(int size, NoteSignerKey key)
    {
        var tree = new MerkleTree();
        foreach (var record in Log.Take(size)) tree.Append(record);
        return new Checkpoint("clinic.test/log", size, tree.Root(size)).Sign([key]).ToString();
    }

    public Task<Export> WholeAsync(int first = 0, int? count = null) => Export.WholeAsync(Tiles, Note, Log, first, count);

    public Task<Export> VisitAsync() => Export.ChosenAsync(Tiles, Note, Log, $"visit:{LawfulVisit.Id}", r => r.Contains("\"stream\":\"visit:", StringComparison.Ordinal));

    public Task<IReadOnlyList<byte[]>> ConsistencyAsync(int from) => new TileTree(Tiles, Log.Count).ProveConsistencyAsync(from, default);

    /// <summary>A read, outside any chain.</summary>
    public static byte[] Read(int number) =>
        Encoding.UTF8.GetBytes($$$"""{"v":1,"stream":"reads:visits","seq":0,"prev":null,"at":"2026-11-23T18:00:00.{{{number:000000}}}Z","code":"VisitRead","actor":{"kind":"System"},"subject":{},"before":null,"after":null,"reasons":[],"detail":null}""");
}
