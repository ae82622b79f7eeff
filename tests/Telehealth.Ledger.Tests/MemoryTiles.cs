using Telehealth.Ledger.Tiles;

namespace Telehealth.Ledger.Tests;

/// <summary>A log grown in memory: full tiles as the frontier hands them out, partial ones out of the leaves.</summary>
internal sealed class MemoryTiles : ITileSource
{
    private readonly TileFrontier _frontier = new();
    private readonly List<FullTile> _full = [];
    private readonly List<byte[]> _leaves = [];

    public TileFrontier Frontier => _frontier;
    public IReadOnlyList<FullTile> Full => _full;
    public HashSet<TilePath> Asked { get; } = [];

    public static MemoryTiles Grow(int size)
    {
        var tiles = new MemoryTiles();
        for (var i = 0; i < size; i++) tiles.Append(LeafBytes(i));
        return tiles;
    }

    public static byte[] LeafBytes(int index) => System.Text.Encoding.UTF8.GetBytes($"leaf {index}");

    public void Append(byte[] leaf)
    {
        _leaves.Add(MerkleHash.Leaf(leaf));
        _frontier.Append(_leaves[^1], _full);
    }

    public byte[][] Partials(long size) => [.. Enumerable.Range(0, 8).Where(l => size >> (8 * l) > 0).Select(l => Hashes(l, size >> (8 * l) << 8 >> 8, TileFrontier.WidthOf(size, l)))];

    public ValueTask<ReadOnlyMemory<byte>> ReadAsync(TilePath path, CancellationToken cancellation)
    {
        Asked.Add(path);
        return ValueTask.FromResult<ReadOnlyMemory<byte>>(Hashes(path.Level, (path.Index * 256) + path.Width, path.Width));
    }

    private byte[] Hashes(int level, long end, int count) => level == 0
        ? [.. _leaves.Skip((int)end - count).Take(count).SelectMany(h => h)]
        : [.. Enumerable.Range((int)end - count, count).SelectMany(i => MerkleHash.Subtree(_full.Single(t => t.Level == level - 1 && t.Index == i).Hashes))];
}
