using System.Text;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;

namespace Telehealth.Ledger.Tests;

/// <summary>Tiles, bundles, the growing edge and proofs out of tiles say the same as the plain tree.</summary>
public sealed class TileTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(1, 999, 255, "tile/1/999.p/255")]
    [InlineData(2, 1000, 1, "tile/2/x001/000.p/1")]
    [InlineData(TilePath.Entries, 67, 112, "tile/entries/067.p/112")]
    public void A_path_is_spelt_as_the_specification_says(int level, long index, int width, string text)
    {
        Assert.Equal(text, new TilePath(level, index, width).ToString());
        Assert.Equal(new TilePath(level, index, width), TilePath.TryParse(text));
    }

    [Theory]
    [InlineData("tile/0")]
    [InlineData("tile/0/1")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/x001/x234")]
    [InlineData("tile/0/../000")]
    [InlineData("/tile/0/000")]
    public void No_other_path_is_read(string text) => Assert.Null(TilePath.TryParse(text));

    [Fact]
    public void A_tree_of_70000_has_the_tiles_that_the_specification_names()
    {
        Assert.Equal(112, TileFrontier.WidthOf(70_000, 0));
        Assert.Equal(17, TileFrontier.WidthOf(70_000, 1));
        Assert.Equal(1, TileFrontier.WidthOf(70_000, 2));
        Assert.Equal(new TilePath(0, 273, 112), TilePath.Of(0, 273, 70_000));
        Assert.Equal(new TilePath(1, 0, 256), TilePath.Of(1, 0, 70_000));
    }

    [Fact]
    public void The_published_log_of_tessera_comes_out_leaf_by_leaf()
    {
        NoteVerifierKey[] trusted = [NoteVerifierKey.TryParse(TesseraVector.Vkey)!];
        var tiles = new MemoryTiles();
        Assert.Equal(Opened(TesseraVector.At0, trusted).Root.ToArray(), tiles.Frontier.Root());
        foreach (var entry in TesseraVector.Entries)
        {
            tiles.Append(Encoding.UTF8.GetBytes(entry));
            if (tiles.Frontier.Size == 8) Assert.Equal(Opened(TesseraVector.At8, trusted).Root.ToArray(), tiles.Frontier.Root());
        }

        Assert.Equal(Opened(TesseraVector.At15, trusted).Root.ToArray(), tiles.Frontier.Root());
        Assert.Equal(TesseraVector.LastLeaf, Convert.ToHexStringLower(MerkleHash.Leaf(Encoding.UTF8.GetBytes(TesseraVector.Entries[^1]))));
    }

    [Fact]
    public void The_published_bundle_of_tessera_is_read_and_written_back()
    {
        var bundle = Convert.FromHexString(TesseraVector.Bundle);

        var entries = EntryBundle.TryRead(bundle)!;

        Assert.Equal(TesseraVector.Entries, entries.Select(e => Encoding.UTF8.GetString(e.Span)));
        Assert.Equal(bundle, EntryBundle.Write(entries));
        Assert.Null(EntryBundle.TryRead(bundle.AsMemory(0, bundle.Length - 1)));
    }

    [Fact]
    public async Task The_edge_and_the_tiles_have_the_root_of_the_plain_tree_at_every_size()
    {
        var (tree, tiles) = (new MerkleTree(), new MemoryTiles());
        for (var size = 1; size <= 700; size++)
        {
            tree.Append(MemoryTiles.LeafBytes(size - 1));
            tiles.Append(MemoryTiles.LeafBytes(size - 1));
            if (size % 7 != 0 && size is not (255 or 256 or 257 or 512)) continue;
            Assert.Equal(tree.Root(size), tiles.Frontier.Root());
            Assert.Equal(tree.Root(size), await new TileTree(tiles, size).RootAsync(default));
            Assert.Equal(tree.Root(size), TileFrontier.Restore(size, tiles.Partials(size)).Root());
        }
    }

    [Fact]
    public void A_tree_of_three_levels_hands_out_every_full_tile_once()
    {
        var tiles = MemoryTiles.Grow(70_000);

        Assert.Equal(273 + 1, tiles.Full.Count);
        Assert.Equal(Enumerable.Range(0, 273).Select(i => (long)i), tiles.Full.Where(t => t.Level == 0).Select(t => t.Index));
        Assert.Equal(tiles.Frontier.Root(), TileFrontier.Restore(70_000, tiles.Partials(70_000)).Root());
        Assert.Throws<ArgumentException>(() => TileFrontier.Restore(70_001, tiles.Partials(70_000)));
    }

    [Fact]
    public async Task Proofs_out_of_tiles_are_those_of_the_plain_tree()
    {
        const int Size = 600;
        var (tree, tiles) = (new MerkleTree(), MemoryTiles.Grow(Size));
        for (var i = 0; i < Size; i++) tree.Append(MemoryTiles.LeafBytes(i));
        foreach (var size in new[] { 1, 2, 255, 256, 257, 511, 513, Size })
        {
            var read = new TileTree(tiles, size);
            for (var at = 0; at < size; at += 13)
            {
                Assert.Equal(tree.ProveInclusion(at, size), await read.ProveInclusionAsync(at, default));
                Assert.Equal(tree.ProveConsistency(at + 1, size), await read.ProveConsistencyAsync(at + 1, default));
            }
        }
    }

    [Fact]
    public async Task A_proof_in_a_large_tree_reads_a_handful_of_tiles()
    {
        var tiles = MemoryTiles.Grow(70_000);
        var root = tiles.Frontier.Root();

        var proof = await new TileTree(tiles, 70_000).ProveInclusionAsync(12_345, default);

        Assert.True(MerkleProof.Includes(MerkleHash.Leaf(MemoryTiles.LeafBytes(12_345)), 12_345, 70_000, proof, root));
        Assert.InRange(tiles.Asked.Count, 1, 6);
    }

    [Fact]
    public async Task A_folder_of_files_is_read_as_a_log_and_a_changed_tile_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("tiles");
        try
        {
            var tiles = MemoryTiles.Grow(1000);
            foreach (var path in Enumerable.Range(0, 4).Select(i => TilePath.Of(0, i, 1000)).Append(TilePath.Of(1, 0, 1000)))
            {
                var file = Path.Combine(folder.FullName, path.ToString());
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllBytesAsync(file, (await tiles.ReadAsync(path, default)).ToArray());
            }

            var tree = new TileTree(new TileFolder(folder.FullName), 1000);
            Assert.Equal(tiles.Frontier.Root(), await tree.RootAsync(default));
            Assert.Null(await tree.FirstWrongTileAsync(default));

            var second = Path.Combine(folder.FullName, "tile/0/001");
            var bytes = await File.ReadAllBytesAsync(second);
            bytes[100] ^= 1;
            await File.WriteAllBytesAsync(second, bytes);
            Assert.Equal("tile/0/001", (await new TileTree(new TileFolder(folder.FullName), 1000).FirstWrongTileAsync(default))!.ToString());

            File.Delete(second);
            await Assert.ThrowsAsync<TileMissingException>(() => new TileTree(new TileFolder(folder.FullName), 1000).FirstWrongTileAsync(default));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Checkpoint Opened(string note, NoteVerifierKey[] trusted) => Checkpoint.Open(note, trusted).Checkpoint!;
}
